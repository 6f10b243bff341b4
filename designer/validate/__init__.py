"""`make validate`: reads everything that a designer writes and says, line by line, what is wrong and what to do."""
