"""How the assistant speaks to this person and to no other."""
