"""Door 1: files, folders and standard input -> Document."""

from kg.read.given import given, is_table, table
from kg.read.readers import READERS, Reader, read

__all__ = ["READERS", "Reader", "given", "is_table", "read", "table"]
