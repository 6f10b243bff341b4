"""Something does not work: what to try, and when it is a case for people."""
