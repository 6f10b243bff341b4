"""Telephone calls: what the provider reports, what our own Spanish makes of it, and what follows from it."""
