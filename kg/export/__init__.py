"""A finished graph as files for other tools."""

from kg.export.exporters import EXPORTERS, Format, export, write

__all__ = ["EXPORTERS", "Format", "export", "write"]
