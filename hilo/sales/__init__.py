"""Selling in a conversation: the cart, what there is of it, delivery, the order and its payment."""
