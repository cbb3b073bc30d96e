"""Checks of a finished graph against shapes and the ontology."""

from kg.validate.checks import validate

__all__ = ["validate"]
