"""The user's own decisions, from small tables that every build reads: kg.toml, `corrections = ["mine.csv"]`, and `corrections.csv`
in the folder of the graph, which `kg serve --edit` writes.

    decision,name,document,value,value_document,note,who,when
    same as,Huck Finn,,Huckleberry Finn,
    not same as,John Reed,a.txt,John Reed,b.txt
    type,Globex,,Company,
    label,Globex,,Globex Holdings,
    wrong,Globex | buys | Initech,a.txt,Globex may buy Initech.,

An empty document means all of them; several are separated by `|`. After "same as" and "not same as" the value is a second
name (or, after "same as", the id of a row of the gazetteer); after "type" a class of the ontology, after "label" the words to be shown.
After "wrong" the name is what was read, in the words of the text, and the value the sentence: so the row holds whatever else changes
in the graph.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import portalocker

from kg.errors import SettingsError
from kg.model import Evidence
from kg.resources.formulas import escaped, restored

COLUMNS = ("decision", "name", "document", "value", "value_document")
TABLE = "corrections.csv"  # in the folder of a graph
CORRECTED = "corrections"  # in the info of a graph: the digest of the rows of that table
_NEEDED = frozenset({"decision", "name", "value"})
_REMARKS = ("note", "who", "when")
_OPTIONAL = frozenset({"document", "value_document", *_REMARKS})


class Decision(StrEnum):
    """What a row decides."""

    SAME = "same as"
    NOT_SAME = "not same as"
    TYPE = "type"
    LABEL = "label"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Correction:
    """One row. `documents` and `value_documents` are ids, () for all; note, who and when decide nothing."""

    decision: Decision
    name: str
    value: str
    documents: tuple[str, ...] = ()
    value_documents: tuple[str, ...] = ()
    path: Path = Path(TABLE)
    line: int = 0
    note: str = ""
    who: str = ""
    when: str = ""

    @property
    def where(self) -> str:
        """The name of the file and the line, for reasons: the same wherever the file lies."""
        return f"{self.path.name}:{self.line}"

    @property
    def place(self) -> str:
        """The file and the line, for errors."""
        return f"{self.path}:{self.line}"

    @property
    def key(self) -> tuple[str, ...]:
        """What it decides: rows of one key are one decision."""
        return (self.decision, self.name, "|".join(self.documents), self.value, "|".join(self.value_documents))


# ---- reading


def load(paths: Sequence[Path], is_class: Callable[[str], bool]) -> tuple[Correction, ...]:
    """The rows of all tables in order. Raises SettingsError, which names file and line, when one is wrong."""
    found = tuple(row for path in paths for row in _rows(path))
    check(found, is_class)
    return found


def rows_of(table: Path) -> tuple[Correction, ...]:
    """The rows of a table that may not be there. Raises SettingsError when it cannot be read."""
    return tuple(_rows(table)) if table.exists() else ()


def check(rows: Iterable[Correction], is_class: Callable[[str], bool]) -> None:
    """Raises SettingsError when a row names no class, or two say different things of one name."""
    seen: dict[tuple[Decision, str, tuple[str, ...]], Correction] = {}
    for row in rows:
        if row.decision is Decision.TYPE and not is_class(row.value):
            raise SettingsError(
                f"{row.value!r} is no class", where=row.place, hint="use one of ontologies/README.md, such as Company"
            )
        if row.decision in (Decision.TYPE, Decision.LABEL):
            known = seen.setdefault((row.decision, row.name, row.documents), row)
            if known.value != row.value:
                raise SettingsError(
                    f"a second {row.decision} for {row.name!r}, which is {known.value!r} in {known.where}",
                    where=row.place,
                    hint="take one of the two out",
                )


def digest(rows: Iterable[Correction]) -> str:
    """Sixteen hex digits of all that some rows decide; "" for none."""
    keys = [row.key for row in rows]
    return hashlib.sha256(json.dumps(keys, ensure_ascii=False).encode()).hexdigest()[:16] if keys else ""


def _rows(path: Path) -> Iterator[Correction]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            _check_columns(reader.fieldnames or (), f"{path}:1")
            for cells in reader:
                yield _row(cells, path, reader.line_num)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SettingsError("the table of corrections cannot be read", where=str(path), hint=str(error)) from error


def _check_columns(found: Sequence[str], where: str) -> None:
    unknown, missing = sorted(set(found) - _NEEDED - _OPTIONAL), sorted(_NEEDED - set(found))
    if unknown or missing:
        raise SettingsError(
            f"columns are wrong: {', '.join(unknown) or 'none'} unknown, {', '.join(missing) or 'none'} missing",
            where=where,
            hint="the first line is " + ",".join(COLUMNS),
        )


def _row(cells: dict[str, str], path: Path, line: int) -> Correction:
    where = f"{path}:{line}"
    if None in cells or None in cells.values():
        raise SettingsError("too few or too many cells", where=where, hint="put quotes around a cell with a comma")
    return correction({name: restored(cell) for name, cell in cells.items()}, path, line)


def correction(cells: dict[str, str], path: Path = Path(TABLE), line: int = 0) -> Correction:
    """The row of some cells, which stands or will stand in a line of a table. Raises SettingsError when they are no decision."""
    where = f"{path}:{line}" if line else ""
    values = {name: " ".join(cell.split()) for name, cell in cells.items()}
    if values["decision"] not in list(Decision):
        hint = "the decisions are " + ", ".join(Decision)
        raise SettingsError(f"{values['decision']!r} is no decision", where=where, hint=hint)
    if not values["name"] or not values["value"]:
        raise SettingsError("name or value is empty", where=where, hint="fill both")
    row = Correction(
        Decision(values["decision"]),
        values["name"],
        values["value"],
        _documents(values.get("document", "")),
        _documents(values.get("value_document", "")),
        path,
        line,
        *(values.get(name, "") for name in _REMARKS),
    )
    one, other = (row.name, row.documents), (row.value, row.value_documents)
    if row.decision in (Decision.SAME, Decision.NOT_SAME) and one == other:
        raise SettingsError("both sides are the same", where=where, hint="name the document of each side")
    return row


def document_cell(document_id: str) -> str:
    """The cell that names a document; "", for all of them, where its id could not be read back."""
    return document_id if _documents(" ".join(document_id.split())) == (document_id,) else ""


def _documents(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (item.strip() for item in cell.split("|"))))


# ---- what was read wrongly


def reading_of(evidence: Evidence) -> tuple[str, str]:
    """Name and value of the row that calls a reading wrong: subject, predicate and object in the words of the text, and the sentence."""
    target = evidence.object.text if evidence.object is not None else "-"
    predicate = " ".join(span.text for span in evidence.predicate)
    words = " | ".join((evidence.subject.text, predicate or "-", target))
    return " ".join(words.split()), " ".join(evidence.sentence.text.split())


# ---- writing


def change(table: Path, work: Callable[[tuple[Correction, ...]], Iterable[Correction]]) -> None:
    """Replace the rows of a table by what `work` makes of them, in one step; when this returns, they are on disk.

    Changes of several processes come one after the other. Raises SettingsError when the table cannot be read or written, and
    whatever `work` raises; then it is as it was.
    """
    fresh = table.with_name(f".{table.name}.new")
    try:
        with _alone(table):
            data = _written(work(rows_of(table)))
            with fresh.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(fresh, table)
            _sync_folder(table.parent)
    except OSError as error:
        hint = f"{error.strerror}; may you write there?"
        raise SettingsError("the table of corrections cannot be written", where=str(table), hint=hint) from error


def _written(rows: Iterable[Correction]) -> bytes:
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow((*COLUMNS, *_REMARKS))
    for row in rows:
        lines.writerow(map(escaped, (*row.key, row.note, row.who, row.when)))
    return text.getvalue().encode("utf-8", "replace")


@contextlib.contextmanager
def _alone(table: Path) -> Iterator[None]:
    with table.with_name(f".{table.name}.lock").open("a") as file:
        portalocker.lock(file, portalocker.LockFlags.EXCLUSIVE)
        try:
            yield
        finally:
            portalocker.unlock(file)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows syncs no folders
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
