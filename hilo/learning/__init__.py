"""What the assistant is taught by: the training phrases in the YAML files, and the messages that it did not understand.

Designers look at both (`make nlu-report`, `python -m hilo nlu review`); nothing here is used in a turn.
"""
