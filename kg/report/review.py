"""What a person should look at: the least certain merges first, then names that were left apart though they may be one.

Each suggestion ends with the line that a table of corrections (corrections.py) needs, to confirm or to forbid it.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from kg.graph.content import GraphContent
from kg.graph.sanitize import printable
from kg.model import Match
from kg.resources.corrections import COLUMNS, Decision


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A pair of names, the entity that each became, and the rows that would settle it."""

    score: float
    merged: bool
    name: str
    document: str
    other: str
    other_document: str
    reason: str
    confirm: str
    forbid: str

    def render(self) -> str:
        """Plain text for a terminal: no control characters, whatever the documents held."""
        verb = "merged" if self.merged else "left apart"
        first, second = (self.forbid, self.confirm) if self.merged else (self.confirm, self.forbid)
        lines = [
            f"{self.score:.2f} {verb}: '{self.name}' ({self.document}) and '{self.other}' ({self.other_document})",
            f"  why     {self.reason}",
            f"  change  {first}",
            f"  keep    {second}",
        ]
        return "\n".join(printable(line) for line in lines)


HEADER = ",".join(COLUMNS)


def suggestions(graph: GraphContent) -> list[Suggestion]:
    """What was merged, the least certain first; then what was left apart, the most alike first."""
    ordered = sorted(graph.matches, key=lambda match: (not match.merged, match.score if match.merged else -match.score))
    return [_suggestion(match) for match in ordered]


def _suggestion(match: Match) -> Suggestion:
    return Suggestion(
        score=match.score,
        merged=match.merged,
        name=match.name,
        document=match.document_id,
        other=match.other,
        other_document=match.other_document_id,
        reason=match.reason,
        confirm=_row(match, Decision.SAME),
        forbid=_row(match, Decision.NOT_SAME),
    )


def _row(match: Match, decision: Decision) -> str:
    """The line of a table; with documents where the names alone would say too little or too much."""
    clear = match.name != match.other and " " in match.name and " " in match.other
    ids = ("", "") if clear else (match.document_id, match.other_document_id)
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow([decision.value, match.name, ids[0], match.other, ids[1]])
    return line.getvalue()
