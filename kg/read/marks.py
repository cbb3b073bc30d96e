"""Marks in a page that show where its parts stand in the article that is found in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import count

from lxml.html import HtmlElement
from lxml.html.builder import P

from kg.read.record import digest
from kg.read.remark import Remark
from kg.read.tables import Table


class Marks:
    """Paragraphs of one word that no page holds, put into the tree of `page` and looked for in its article."""

    def __init__(self, page: str) -> None:
        self._word = f"mark{digest(page)}x"
        self._numbers = count(1)
        self._pattern = re.compile(rf"\s*({self._word}\d+x)\s*")

    def instead_of(self, element: HtmlElement) -> str:
        """Puts a mark in the place of an element, and returns it."""
        mark = self._next()
        element.addprevious(P(mark))
        element.drop_tree()
        return mark

    def around(self, element: HtmlElement) -> str:
        """Puts marks at the start and the end of an element; returns the first one."""
        first, last = self._next(), self._next()
        text, element.text = element.text, None
        start = P(first)
        start.tail = text
        element.insert(0, start)
        element.append(P(last))
        return first

    def split(self, text: str, starts: Iterable[str]) -> tuple[str, dict[str, str]]:
        """What stands outside of all pieces, and each piece that holds words by the mark that it starts with."""
        known = set(starts)
        ends = {self._after(mark) for mark in known}
        inside: dict[str, str] = {}
        outside, current = "", ""
        first, *rest = self._pattern.split(text)
        outside = first
        for mark, words in zip(rest[::2], rest[1::2], strict=True):
            if mark in known or mark in ends:
                current = mark if mark in known else ""
            else:
                words = f"\n{mark}\n{words}"
            if current:
                inside[current] = inside.get(current, "") + words
            else:
                outside += f"\n{words}"
        return outside, {mark: words for mark, words in inside.items() if words.strip()}

    def filled(self, text: str, tables: Mapping[str, Table]) -> tuple[str, list[Remark]]:
        """A text with the sentences of its tables in their places, and what of them is not read."""
        remarks: list[Remark] = []

        def rows(found: re.Match[str]) -> str:
            table = tables.get(found[1])
            remarks.extend(table.remarks() if table else ())
            return "\n".join(["", *(table.sentences() if table else ()), ""])

        return self._pattern.sub(rows, text), remarks

    def _next(self) -> str:
        return f"{self._word}{next(self._numbers)}x"

    def _after(self, mark: str) -> str:
        return f"{self._word}{int(mark[len(self._word) : -1]) + 1}x"
