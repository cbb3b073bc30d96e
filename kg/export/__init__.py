"""A finished graph as files for other tools."""

from kg.export.exporters import EXPORTERS, export

__all__ = ["EXPORTERS", "export"]
