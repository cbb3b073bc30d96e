"""English."""

from kg.lang.en.english import ENGLISH

__all__ = ["ENGLISH"]
