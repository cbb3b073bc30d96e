"""Answers of SPARQL as rows of plain values: what a script and a notebook can use without knowing RDF.

    for who, whom in rows: ...
    rows[0]["who"], rows[0].who, rows.to_pandas()

IRIs are strings, numbers numbers, days dates, truth values bools; what is not bound is None. The answer of an ASK is one row, as true as it
says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from html import escape
from typing import TYPE_CHECKING, Any, TypeAlias, overload

import pyoxigraph as ox

from kg.graph.libraries import needed
from kg.graph.sanitize import printable
from kg.iri import XSD

if TYPE_CHECKING:
    import pandas

Plain: TypeAlias = "str | int | float | bool | date | None"

SHOWN, WIDTH = 20, 40  # rows and characters of a cell that a repr shows
_INTEGERS = "integer int long short byte nonNegativeInteger positiveInteger negativeInteger nonPositiveInteger".split()
_READERS: dict[str, Callable[[str], Plain]] = {
    **dict.fromkeys((XSD + name for name in _INTEGERS), int),
    **dict.fromkeys((XSD + name for name in ("decimal", "double", "float")), float),
    XSD + "boolean": lambda text: text in ("true", "1"),
    XSD + "date": date.fromisoformat,
    XSD + "dateTime": datetime.fromisoformat,
}


class Row(tuple[Plain, ...]):
    """One row: a tuple whose cells also go by the names of their columns, as `row["who"]` and `row.who`."""

    columns: tuple[str, ...]

    @classmethod
    def of(cls, columns: tuple[str, ...], cells: Iterable[Plain]) -> Row:
        """A row with these cells."""
        row = cls(cells)
        row.columns = columns
        return row

    def __getitem__(self, key: Any) -> Any:
        if not isinstance(key, str):
            return super().__getitem__(key)
        if key not in self.columns:
            raise KeyError(f"no column {key!r}; there are {', '.join(self.columns)}")
        return super().__getitem__(self.columns.index(key))

    def __getattr__(self, name: str) -> Plain:
        if name.startswith("_") or name not in self.columns:
            raise AttributeError(f"no column {name!r}; there are {', '.join(self.columns)}")
        return super().__getitem__(self.columns.index(name))

    def as_dict(self) -> dict[str, Plain]:
        """Cells by the names of their columns."""
        return dict(zip(self.columns, self, strict=True))

    def __repr__(self) -> str:
        return "(" + ", ".join(f"{name}={cell!r}" for name, cell in self.as_dict().items()) + ")"


class Rows(Sequence[Row]):
    """The rows of an answer, in order, and the names of their `columns`."""

    def __init__(self, columns: Iterable[str], rows: Iterable[Iterable[Plain]]) -> None:
        self.columns = tuple(columns)
        self._rows = [Row.of(self.columns, row) for row in rows]

    @classmethod
    def of(cls, found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Rows:
        """An answer of Oxigraph: of SELECT its rows, of CONSTRUCT its triples, of ASK one row that says whether."""
        if isinstance(found, ox.QueryBoolean):
            return Truth(bool(found))
        if isinstance(found, ox.QueryTriples):
            parts = ("subject", "predicate", "object")
            return cls(parts, ([plain_value(getattr(triple, part)) for part in parts] for triple in found))
        names = [variable.value for variable in found.variables]
        return cls(names, ([plain_value(cell) for cell in solution] for solution in found))

    @overload
    def __getitem__(self, key: int) -> Row: ...
    @overload
    def __getitem__(self, key: slice) -> Rows: ...
    def __getitem__(self, key: int | slice) -> Row | Rows:
        return Rows(self.columns, self._rows[key]) if isinstance(key, slice) else self._rows[key]

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and (self.columns, self._rows) == (other.columns, other._rows)

    __hash__ = None  # type: ignore[assignment]  # compared by content

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a DataFrame. Raises ExportError without pandas."""
        frame: pandas.DataFrame = needed("pandas", "pandas", "pandas").DataFrame(list(map(list, self._rows)))
        return frame.set_axis(list(self.columns), axis=1) if self._rows else frame.reindex(columns=list(self.columns))

    def __repr__(self) -> str:
        head = f"{len(self):,} {'row' if len(self) == 1 else 'rows'}: {', '.join(self.columns)}"
        return "\n".join(
            [head, *("  ".join(_short(cell) for cell in row) for row in self._rows[:SHOWN]), *self._more()]
        )

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in self._rows[:SHOWN])
        more = "".join(f"<p>{escape(line)}</p>" for line in self._more())
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"

    def _more(self) -> Iterator[str]:
        if len(self) > SHOWN:
            yield f"... and {len(self) - SHOWN:,} more"


class Truth(Rows):
    """The answer of an ASK."""

    def __init__(self, answer: bool) -> None:
        super().__init__(["answer"], [[answer]])

    def __bool__(self) -> bool:
        return bool(self._rows[0][0])


def plain_value(item: object) -> Plain:
    """A term of RDF as a plain value; a literal whose words are none of its datatype, and a triple, as text."""
    if item is None:
        return None
    if isinstance(item, ox.Literal):
        try:
            return _READERS.get(item.datatype.value, str)(item.value)
        except ValueError:
            return item.value
    return item.value if isinstance(item, ox.NamedNode) else str(item)


def _short(cell: Plain) -> str:
    words = printable("" if cell is None else str(cell), " ")
    return words if len(words) <= WIDTH else words[: WIDTH - 1] + "…"


def _cell(cell: Plain) -> str:
    return f"<td>{escape('' if cell is None else str(cell))}</td>"
