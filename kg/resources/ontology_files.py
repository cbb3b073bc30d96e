"""The statements of ontology files: Turtle, or JSON lists of classes and relations; and how a graph keeps those of its user."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.iri import OWL, RDF
from kg.resources import ontology_json
from kg.settings import resource

OWN_TERMS = "own ontology"  # in the info of a graph: what the user's files said when it was built, as N-Triples
_FILES = ("kg.ttl", "politics.ttl", "news.ttl")
PROPERTY_KINDS = (OWL + "ObjectProperty", OWL + "DatatypeProperty", RDF + "Property")
_TYPE = RDF + "type"


@dataclass(frozen=True)
class Statements:
    """What stands in the Turtle files: values by subject and predicate, in their order."""

    found: Mapping[tuple[str, str], tuple[str, ...]]

    @classmethod
    def of(cls, files: Sequence[Sequence[ox.Triple]]) -> Self:
        """The statements of several files together."""
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for triple in (triple for file in files for triple in file):
            if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
                found[triple.subject.value, triple.predicate.value].append(triple.object.value)
        return cls({key: tuple(values) for key, values in found.items()})

    def values(self, subject: str, predicate: str) -> tuple[str, ...]:
        """All values of a property, in their order."""
        return self.found.get((subject, predicate), ())

    def text(self, subject: str, predicate: str) -> str:
        """The first value of a property, "" for none."""
        return next(iter(self.values(subject, predicate)), "")

    def of_type(self, kind: str) -> list[str]:
        """Subjects of this class."""
        return [subject for (subject, predicate), values in self.found.items() if predicate == _TYPE and kind in values]


def packaged() -> list[Path]:
    """The files of the packaged ontology."""
    return [resource(f"ontologies/{name}") for name in _FILES]


def statements(paths: Sequence[Path]) -> Statements:
    """What stands in ontology files. Raises OntologyError, which names the file and the line, when one cannot be read."""
    return Statements.of([triples(path) for path in paths])


def own_terms(paths: Sequence[Path]) -> str:
    """What the user's files say, as N-Triples in their order, without what has no name. Raises OntologyError when one cannot be read."""
    found = dict.fromkeys(triple for path in paths for triple in triples(path))
    named = (triple for triple in found if not any(isinstance(end, ox.BlankNode) for end in triple))
    return "".join(f"{triple} .\n" for triple in named)


def joined_terms(one: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    """What the users' files said of two graphs that become one, by their info; nothing when there were none."""
    lines = dict.fromkeys(line for info in (one, other) for line in info.get(OWN_TERMS, "").splitlines(keepends=True))
    return {OWN_TERMS: "".join(lines)} if lines else {}


@cache
def triples(path: Path) -> tuple[ox.Triple, ...]:
    """What stands in a file. Raises OntologyError, which names the file and the line, when it cannot be read."""
    try:
        if path.suffix == ".json":
            return ontology_json.triples(path.read_text(encoding="utf-8-sig"))
        return tuple(quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE))
    except OSError as error:
        raise OntologyError("the ontology cannot be read", where=str(path), hint=str(error)) from error
    except SyntaxError as error:
        where = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise OntologyError("this is not Turtle", where=where, hint=str(error.msg)) from error
    except ValueError as error:
        raise OntologyError(f"this is no list of classes and relations: {error}", where=str(path)) from error
