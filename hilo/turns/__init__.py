"""One turn of a conversation against the memory: what is known before it, what is kept after it."""
