"""What the user has called wrong: readings that make no claim, whatever their names are taken for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import Claim, Rejection
from kg.resources.corrections import Correction, reading_of


class WrongReadings:
    """Rows that call readings wrong; true where there are any."""

    def __init__(self, rows: Iterable[Correction]) -> None:
        self._by_reading: dict[tuple[str, str], list[Correction]] = {}
        for row in rows:
            self._by_reading.setdefault((row.name, row.value), []).append(row)
        self._used: set[Correction] = set()

    def __bool__(self) -> bool:
        return bool(self._by_reading)

    def refusal(self, claim: Claim) -> Rejection | None:
        """Why a claim of one document is none, where a row calls it wrong."""
        evidence = claim.evidence[0]
        found = self._by_reading.get(reading_of(evidence), ())
        row = next((row for row in found if not row.documents or evidence.document_id in row.documents), None)
        if row is None:
            return None
        self._used.add(row)
        said = f" by {row.who}" if row.who else ""
        return Rejection("corrections", evidence.document_id, row.name, f"{row.where} says that it is wrong{said}")

    def idle(self) -> Iterator[Rejection]:
        """For each row that nothing has fitted, a Rejection."""
        for row in (one for found in self._by_reading.values() for one in found if one not in self._used):
            place = f" in {' or '.join(row.documents)}" if row.documents else ""
            reason = f"{row.where} has no effect: nothing was read so in that sentence{place}"
            yield Rejection("corrections", "", f"{row.name} {row.decision}", reason)
