"""Door 1: files, folders and standard input -> Document."""

from kg.read.readers import READERS, Reader, read

__all__ = ["READERS", "Reader", "read"]
