"""Whatever is sent to people: whether, how, by which provider, and what became of it."""
