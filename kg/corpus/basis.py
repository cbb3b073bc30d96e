"""What a kept reading rests on: the reader, the rules, the names of the gazetteer, the user's ontology.

A reading that rests on something else than today's is not true any more; `Basis.changes` says what has changed, in words.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Self

from kg.annotate import PACKAGED, load, marked_names, name_of, name_of_packaged
from kg.resources.gazetteer import Gazetteer
from kg.resources.profiles import profiles
from kg.settings import Settings

_PACKAGE = Path(__file__).resolve().parents[1]
_READING = ("annotate", "lang", "parse", "model.py")  # what makes a parse
_EXTRACTION = ("extraction", "resources/profiles.py", "resources/ontology_files.py")  # and what makes an extract of it
_RESOLUTION = ("resolve", "resources/gazetteer.py")  # and what finds out who its mentions are
_MAPPING = (
    "claims",
    "mapping",
    "graph",
    "resources/ontology.py",
    "iri.py",
    "pipeline.py",
)  # and what makes claims of both
_WRITING = ("graph", "model.py", "iri.py")
_LIBRARIES = ("spacy", "onnxruntime", "tokenizers", "numpy")  # that take part in reading


@dataclass(frozen=True, slots=True)
class Basis:
    """Digests of what readings are made by. `model` is the name of the pipeline; `names` are those that are marked in a text
    whatever the reader thinks of them, each with its labels in order; `gazetteer` is all that its rows say.
    """

    model: str
    reader: str
    reading_rules: str
    extraction_rules: str
    resolution_rules: str
    mapping_rules: str
    ontology: str
    gazetteer: str
    names: Mapping[str, str]

    @classmethod
    def of(cls, settings: Settings, gazetteer: Gazetteer) -> Self:
        """That of today. ModelError when the pipeline that the user names cannot be loaded."""
        if settings.model:
            nlp = load(settings.model, settings.threads)
            model, files = name_of(nlp), nlp.path
        else:
            model, files = name_of_packaged(), PACKAGED
        libraries = " ".join(f"{name} {version(name)}" for name in _LIBRARIES)
        names: defaultdict[str, list[str]] = defaultdict(list)
        for name, label in marked_names(gazetteer):
            names[name].append(label)
        return cls(
            model=model,
            reader=f"{model} {_folder(files) if files is not None else ''} {libraries}",
            reading_rules=_rules(_READING),
            extraction_rules=_rules(_EXTRACTION),
            resolution_rules=_rules(_RESOLUTION),
            mapping_rules=_rules(_MAPPING),
            ontology=_digest(repr(profiles(settings.ontology)).encode()) if settings.ontology else "",
            gazetteer=_digest(repr((list(gazetteer.by_id.values()), gazetteer.offices.rows)).encode()),
            names={name: " ".join(labels) for name, labels in names.items()},
        )

    def to_json(self) -> str:
        """As text, for `from_json`."""
        return json.dumps({item.name: getattr(self, item.name) for item in fields(self)}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What `to_json` wrote. TypeError or ValueError when it is something else."""
        return cls(**json.loads(text))

    def rereads(self, now: Self) -> str:
        """Why every document must be read again under `now`; "" when none must."""
        if self.reader != now.reader:
            return f"the reader has changed ({self.model}, now {now.model})"
        return "the rules of reading have changed" if self.reading_rules != now.reading_rules else ""

    def extracts_anew(self, now: Self) -> str:
        """Why something else may follow from every parse under `now`; "" when nothing does."""
        if self.extraction_rules != now.extraction_rules:
            return "the rules of extraction have changed"
        return "your ontology has changed" if self.ontology != now.ontology else ""

    def resolves_anew(self, now: Self) -> str:
        """Why the mentions of every extract may be somebody else under `now`; "" when none can."""
        if self.resolution_rules != now.resolution_rules:
            return "the rules of resolution have changed"
        return "the gazetteer has changed" if self.gazetteer != now.gazetteer else ""

    def renamed(self, now: Self) -> frozenset[str]:
        """Names that are marked otherwise under `now`: texts that have one must be read again."""
        return frozenset(name for name in {*self.names, *now.names} if self.names.get(name) != now.names.get(name))


def writing_rules() -> str:
    """A digest of what writes a graph: files of other rules are made anew."""
    return _rules(_WRITING) + version("pyoxigraph")


def _rules(places: Iterable[str]) -> str:
    return _digest(*(_folder(_PACKAGE / place).encode() for place in places), sys.version.encode())


@cache
def _folder(path: Path) -> str:
    """A digest of the files of a folder, or of one file, with their names."""
    return _digest(
        *(part for file in _files(path) for part in (str(file.relative_to(path)).encode(), file.read_bytes()))
    )


def _files(path: Path) -> Iterator[Path]:
    found = sorted(path.rglob("*")) if path.is_dir() else [path]
    return (file for file in found if file.is_file() and "__pycache__" not in file.parts)


def _digest(*parts: bytes) -> str:
    made = hashlib.sha256()
    for part in parts:
        made.update(len(part).to_bytes(8, "big") + part)
    return made.hexdigest()
