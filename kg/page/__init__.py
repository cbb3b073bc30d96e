"""A finished graph as one HTML page that opens anywhere."""

from kg.page.html import page

__all__ = ["page"]
