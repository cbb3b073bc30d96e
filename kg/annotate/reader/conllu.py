"""Treebanks in CoNLL-U, as people annotate them (https://universaldependencies.org/format.html)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Sentence:
    """A sentence; lists run over its words. `heads` are 1-based, 0 is the root. Empty lists: not annotated."""

    document: str
    words: list[str]
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    entities: list[tuple[str, ...] | None] = field(default_factory=list)  # allowed tags; None: unknown
    factuality: list[float | None] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)  # what follows each word in the text: a blank or nothing
    paragraph: bool = False  # the first of one


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Sentences of a CoNLL-U file (https://universaldependencies.org/format.html); words of multiword tokens are kept apart."""
    document, paragraph = "", False
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc id"):
            document, paragraph = line.partition("=")[2].strip(), True
        elif line.startswith("# newpar"):
            paragraph = True
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            yield _sentence(f"{path.stem}/{document}", paragraph, rows)
            rows, paragraph = [], False
    if rows:
        yield _sentence(f"{path.stem}/{document}", paragraph, rows)


def _sentence(document: str, paragraph: bool, rows: list[list[str]]) -> Sentence:
    words = [row for row in rows if row[0].isdigit()]
    column = list(zip(*words, strict=True))
    return Sentence(
        document=document,
        words=list(column[1]),
        lemmas=list(column[2]),
        upos=list(column[3]),
        xpos=list(column[4]),
        heads=[int(head) for head in column[6]],
        labels=list(column[7]),
        misc=list(column[9]),
        after=_blanks(rows),
        paragraph=paragraph,
    )


def _blanks(rows: list[list[str]]) -> list[str]:
    """A blank after every word but inside a multiword token and where `SpaceAfter=No` says so."""
    after: list[str] = []
    last, wide = 0, " "
    for row in rows:
        blank = "" if "SpaceAfter=No" in row[9] else " "
        if "-" in row[0]:
            last, wide = int(row[0].split("-")[1]), blank
        elif row[0].isdigit():
            at = int(row[0])
            after.append("" if at < last else wide if at == last else blank)
    return after
