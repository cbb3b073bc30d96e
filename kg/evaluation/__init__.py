"""How good kg is: scores against files that people have labelled."""

from kg.evaluation.evaluate import SCORERS, evaluate
from kg.evaluation.scores import Task

__all__ = ["SCORERS", "Task", "evaluate"]
