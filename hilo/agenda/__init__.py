"""Appointments with advisers: which moments are free, which of them somebody means, and what is asked next."""
