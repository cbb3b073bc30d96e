"""A page within a notebook: Jupyter shows it in a frame of its own, where its content security policy holds."""

from __future__ import annotations

from html import escape
from typing import Any

HEIGHT = 640  # pixels of the frame


class Page(str):
    """The text of an HTML page, which a notebook shows as a page when a cell ends with it."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        frame = f'width="100%" height="{HEIGHT}" frameborder="0" allowfullscreen title="Knowledge graph"'
        return f'<iframe srcdoc="{escape(self)}" {frame}></iframe>'

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """What a notebook keeps beside the frame: not the same page a second time."""
        printer.text(f"page of {len(self):,} characters")
