"""What was left out of a graph of many documents, and why: each once, in order, in a temporary file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.graph.temporary import InOrder, opened, written
from kg.model import Rejection

_TABLE = """CREATE TABLE rejections (
    stage BLOB, document BLOB, item BLOB, reason BLOB, PRIMARY KEY (stage, document, item, reason)
) WITHOUT ROWID;"""  # bytes, since half of a character outside Unicode's planes is no text for a database
_CACHE = 4  # megabytes


class RejectionTable:
    """A set of rejections, which gives them in order."""

    def __init__(self, rejections: Iterable[Rejection] = ()) -> None:
        self._database = opened(self, _TABLE, _CACHE)
        self.update(rejections)

    def add(self, rejection: Rejection) -> None:
        """Adds one."""
        self.update([rejection])

    def update(self, rejections: Iterable[Rejection]) -> None:
        """Adds several."""
        with written("rejections"):
            self._database.executemany("INSERT OR IGNORE INTO rejections VALUES (?, ?, ?, ?)", map(_row, rejections))

    def __len__(self) -> int:
        [(count,)] = self._database.execute("SELECT COUNT(*) FROM rejections")
        return int(count)

    def __iter__(self) -> Iterator[Rejection]:
        for row in self._database.execute("SELECT * FROM rejections ORDER BY stage, document, item, reason"):
            yield Rejection(*(text.decode("utf-8", "surrogatepass") for text in row))

    @property
    def in_order(self) -> Sequence[Rejection]:
        """All of them."""
        return InOrder(self.__len__, self.__iter__)


def _row(rejection: Rejection) -> tuple[bytes, ...]:
    fields = rejection.stage, rejection.document_id, rejection.item, rejection.reason
    return tuple([text.encode("utf-8", "surrogatepass") for text in fields])
