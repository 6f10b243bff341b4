"""Quotations: what they come to, and the paper."""
