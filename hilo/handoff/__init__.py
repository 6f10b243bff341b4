"""Handing a conversation over to people, and taking it back."""
