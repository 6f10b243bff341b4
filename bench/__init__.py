"""This project measured: against stock Rasa (`make bench`), and its reading of Spanish against other libraries."""
