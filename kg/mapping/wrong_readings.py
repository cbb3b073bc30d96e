"""What the user has called wrong: readings that make no claim, whatever their names are taken for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.model import Claim, Evidence, Rejection
from kg.resources.corrections import Correction, reading_of


def without_wrong(made: Iterable[Claim | Rejection], rows: Iterable[Correction]) -> Iterator[Claim | Rejection]:
    """Claims without the evidence that a row calls wrong; for each of these, and for each row that nothing fits, a Rejection."""
    by_reading: dict[tuple[str, str], list[Correction]] = {}
    for row in rows:
        by_reading.setdefault((row.name, row.value), []).append(row)
    used: set[Correction] = set()
    for item in made:
        wrong = _row_for(item.evidence[0], by_reading) if isinstance(item, Claim) and by_reading else None
        if wrong is None or isinstance(item, Rejection):
            yield item
            continue
        used.add(wrong)
        said = f" by {wrong.who}" if wrong.who else ""
        yield Rejection(
            "corrections", item.evidence[0].document_id, wrong.name, f"{wrong.where} says that it is wrong{said}"
        )
    for idle in (one for found in by_reading.values() for one in found if one not in used):
        place = f" in {' or '.join(idle.documents)}" if idle.documents else ""
        reason = f"{idle.where} has no effect: nothing was read so in that sentence{place}"
        yield Rejection("corrections", "", f"{idle.name} {idle.decision}", reason)


def _row_for(evidence: Evidence, by_reading: Mapping[tuple[str, str], list[Correction]]) -> Correction | None:
    found = by_reading.get(reading_of(evidence), ())
    return next((row for row in found if not row.documents or evidence.document_id in row.documents), None)
