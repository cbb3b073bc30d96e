"""One frozen `Settings` for a run, and where the packaged files lie.

Settings come from `kg.toml`, or from `[tool.kg]` of `pyproject.toml`, in the folder where kg is started; flags of the
command line and keyword arguments win over both:

    # kg.toml
    base = "https://example.org/graph/"
    trust = ["Reuters"]
    gazetteer = ["my_people.csv"]
    corrections = ["my_decisions.csv"]
"""

from __future__ import annotations

import codecs
import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Self

from kg.errors import SettingsError
from kg.iri import DEFAULT_BASE, Minter

_SHOWN = 200  # characters of a name, and of a value in a message
_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = {
    name: f"seeds/{name}" for name in ("entities.csv", "offices.csv", "places.tsv.xz")
}  # packaged name -> place in a checkout, where they differ


# Encodings that browsers read as a larger one of the same kind, and names that Python does not know
# (https://encoding.spec.whatwg.org/#names-and-labels); other names are left to Python.
_LABELS = {"iso-8859-8-i": "iso8859-8", "windows-874": "cp874", "x-mac-cyrillic": "mac-cyrillic", "x-sjis": "cp932"}
_LARGER = {
    "ascii": "cp1252",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
# Python counts these among the encodings of text, but they write text in other text; some take quadratic time.
_ESCAPES = {"idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}


def text_codec(name: str) -> str:
    """The codec that reads texts in the encoding `name`; "" when there is none, or it makes no text of bytes ("zlib")."""
    try:
        codec = codecs.lookup(_LABELS.get(name.lower(), name))
    except (LookupError, ValueError):  # a ValueError for a name with a NUL
        return ""
    if codec.name in _ESCAPES or not codec._is_text_encoding:
        return ""
    return _LARGER.get(codec.name, codec.name)


def resource(name: str) -> Path:
    """Path of a packaged file or folder: `entities.csv`, `ontologies`, `ontologies/core.ttl`, ...

    In a checkout it is the file that a contributor edits (`seeds/entities.csv`, `ontologies/`); in an installed wheel
    it is its copy under `kg/data/`. Raises SettingsError when it is in neither.
    """
    candidates = [_PACKAGE / "data" / name]
    if (_PACKAGE.parent / "pyproject.toml").is_file():  # not site-packages, which may hold such a folder
        candidates.insert(0, _PACKAGE.parent / _CHECKOUT.get(name, name))
    for path in candidates:
        if path.exists():
            return path
    raise SettingsError(
        "a file that belongs to kg is missing", where=name, hint="install kg again: pip install --force-reinstall kg"
    )


ENGINES = ("local", "spark")


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a user can choose. Every field has a default, so `Settings()` works.

    `base`: start of the IRIs that kg makes; absolute, ends in `/` or `#`.
    `model`: name or path of a spaCy pipeline; "" is the packaged reader.
    `ontology`: Turtle files read besides the packaged ontology.
    `gazetteer`: CSV files of names read besides the packaged `entities.csv`.
    `corrections`: CSV files of decisions about names: same as, not same as, type, label (see corrections.py).
    `reconcile`: address of a reconciliation service that is asked for items of names; "" asks nobody.
    `trust`: names whose attributed words count as the document's own ("Reuters").
    `max_document_characters`: longer documents are rejected, and files that can only be longer are not read to their end.
    `encoding`: of texts that have no byte order mark and are not UTF-8; "" takes what they declare, or guesses.
    `date`, `publisher`, `title`, `author`: of documents that name none themselves; the day as YYYY-MM-DD.
    `columns`: which columns of tables, and fields of JSON Lines, hold what, where their names do not say so: "date=published_on".
    `infer`: also keep what follows from the facts by the ontology, in a graph of its own (see inference.py).
    `threads`: CPU threads; 0 means all.
    `jobs`: processes that read where there is much to read; 0 means one a core.
    `document_seconds`, `document_megabytes`: what reading one document may take of the processor and of memory, or it is rejected;
    0 for no limit, since what takes too long on one machine does not on another.
    `engine`: who reads, "local" processes or "spark"; `master`: the cluster, as Spark names it ("local[2]", "spark://host:7077").
    """

    base: str = DEFAULT_BASE
    model: str = ""
    ontology: tuple[Path, ...] = ()
    gazetteer: tuple[Path, ...] = ()
    corrections: tuple[Path, ...] = ()
    trust: tuple[str, ...] = ()
    reconcile: str = ""
    max_document_characters: int = 1_000_000
    encoding: str = ""
    date: str = ""
    publisher: str = ""
    title: str = ""
    author: str = ""
    columns: tuple[str, ...] = ()
    infer: bool = False
    threads: int = 0
    jobs: int = 0
    document_seconds: int = 0
    document_megabytes: int = 0
    engine: str = "local"
    master: str = "local[*]"

    def __post_init__(self) -> None:
        Minter(self.base)  # raises SettingsError on a bad base, before any work is done
        if self.encoding and not text_codec(self.encoding):
            raise SettingsError(
                f"{self.encoding!r} is no encoding of text that is known",
                hint="name one as Python does: cp1250, shift_jis",
            )
        _check_metadata(
            self.date, {name: getattr(self, name) for name in ("publisher", "title", "author")}, self.columns
        )
        if self.engine not in ENGINES:
            raise SettingsError(f"{self.engine!r} is no engine that reads", hint=f"take one of {', '.join(ENGINES)}")
        if self.reconcile and not self.reconcile.startswith(("http://", "https://")):
            raise SettingsError(f"{self.reconcile!r} is no address of a service", hint="it begins with https://")

    @classmethod
    def load(cls, start: Path | None = None, **overrides: Any) -> Self:
        """Settings of the folder `start` (the working directory when None); `overrides` that are not None win.

        Paths in a file are relative to that file. Raises SettingsError on an unknown key, a wrong type or broken TOML.
        """
        folder = Path.cwd() if start is None else start
        path, table = _read_table(folder)
        chosen = _checked(table, str(path), folder)
        chosen |= _checked({name: value for name, value in overrides.items() if value is not None}, "settings", Path())
        return cls(**chosen)


def _check_metadata(day: str, names: Mapping[str, str], columns: tuple[str, ...]) -> None:
    """Raises SettingsError for a day that is none, a name or title that is none, a column that is not given as FIELD=COLUMN."""
    try:
        is_day = not day or date.fromisoformat(day).isoformat() == day
    except ValueError:
        is_day = False
    if not is_day:
        raise SettingsError(f"{day[:_SHOWN]!r} is no day", where="date", hint="write it as YYYY-MM-DD")
    for field, name in names.items():
        if len(name) > _SHOWN or not name.isprintable():
            raise SettingsError(f"the {field} is too long, or not one line", where=field, hint="shorten it")
    for pair in columns:
        if not all(part.strip() for part in pair.partition("=")):
            hint = "write FIELD=COLUMN: date=published_on"
            raise SettingsError(f"{pair[:_SHOWN]!r} names no column for a field", where="columns", hint=hint)


def _read_table(folder: Path) -> tuple[Path, Mapping[str, object]]:
    """The settings table of `folder` and the file it stands in; `kg.toml` wins over `pyproject.toml`."""
    path = folder / "kg.toml"
    if path.is_file():
        return path, _read_toml(path)
    path = folder / "pyproject.toml"
    table = _read_toml(path).get("tool", {}).get("kg", {}) if path.is_file() else {}
    return path, table


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:  # of TOML, of UTF-8, a number of too many digits
        raise SettingsError(f"not valid TOML: {error}", where=str(path), hint="see https://toml.io") from error


def _checked(table: Mapping[str, object], where: str, folder: Path) -> dict[str, Any]:
    """The table as arguments of Settings; SettingsError names the first key that is unknown or of a wrong type."""
    defaults = {item.name: item.default for item in fields(Settings)}
    chosen: dict[str, Any] = {}
    for name, value in table.items():
        if name not in defaults:
            close = difflib.get_close_matches(name, defaults, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"known settings: {', '.join(defaults)}"
            raise SettingsError(f"unknown setting {name!r}", where=where, hint=hint)
        chosen[name] = _convert(name, value, defaults[name], where, folder)
    return chosen


def _convert(name: str, value: object, default: object, where: str, folder: Path) -> object:
    """`value` in the type of `default`; the lists of files become paths relative to `folder`."""
    if isinstance(default, tuple):
        items = [value] if isinstance(value, str | Path) else value
        if isinstance(items, list | tuple) and all(isinstance(item, str | Path) for item in items):
            return tuple(map(str, items)) if name in ("trust", "columns") else tuple(folder / item for item in items)
        raise SettingsError(f"{name!r} must be a list of strings, not {value!r}", where=where)
    if isinstance(default, bool):
        if isinstance(value, bool):
            return value
        raise SettingsError(f"{name!r} must be true or false, not {value!r}", where=where)
    if isinstance(default, int):
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        raise SettingsError(f"{name!r} must be a whole number, 0 or more, not {value!r}", where=where)
    if isinstance(value, str):
        return value
    raise SettingsError(f"{name!r} must be a string, not {value!r}", where=where)
