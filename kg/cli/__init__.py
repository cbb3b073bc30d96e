"""The command line."""

from kg.cli.app import main

__all__ = ["main"]
