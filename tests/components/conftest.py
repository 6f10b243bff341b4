"""Fixtures of Rasa's parts."""
from tests.setting import set_environment  # noqa: F401 (a fixture)
