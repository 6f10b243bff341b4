"""At what rate a thousand open conversations may write, and what becomes of them then: `make load`."""
