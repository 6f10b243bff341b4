"""What a model wrote, before anybody reads it: each rule is a function of its own; what fails one is not sent."""
from hilo.llm.check.rules import Situation, problems_in
from hilo.llm.check.tidy import tidy

__all__ = ["Situation", "problems_in", "tidy"]
