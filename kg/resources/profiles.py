"""What an ontology of the user's own says of its properties, in the words that a text may show them by.

    for profile in profiles([Path("mine.ttl")]):
        profile.label, profile.domains, profile.ranges

A property may have further names (`skos:altLabel`), a comment, several domains or ranges (each of them will do), and examples:
`skos:example "Ada Bell joined the Blue Party. | Ada Bell | Blue Party"`, a sentence with a subject and an object of it. A class may have
further names, classes above it, and individuals, whose labels are then looked for in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.iri import RDFS, SCHEMA, SKOS, local_name
from kg.resources.ontology_files import PROPERTY_KINDS, Statements, statements

_DOMAINS = (RDFS + "domain", SCHEMA + "domainIncludes")
_RANGES = (RDFS + "range", SCHEMA + "rangeIncludes")
_NAMES = (RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel")


@dataclass(frozen=True, slots=True)
class Kind:
    """A class or data type: its names, those of the classes above it (the nearest first), and its individuals."""

    iri: str
    names: tuple[str, ...]
    above: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that states a property, with the words for its subject and its object."""

    sentence: str
    subject: str
    object: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A property as the user describes it. No domain or range means any thing."""

    iri: str
    label: str
    names: tuple[str, ...]
    comment: str = ""
    domains: tuple[Kind, ...] = ()
    ranges: tuple[Kind, ...] = ()
    examples: tuple[Example, ...] = ()


def profiles(paths: Sequence[Path]) -> tuple[Profile, ...]:
    """The properties of the user's files, by IRI. Raises OntologyError for a file that cannot be read."""
    graph = statements(paths)
    found = {iri for kind in PROPERTY_KINDS for iri in graph.of_type(kind)}
    return tuple(_profile(graph, iri) for iri in sorted(found))


def _profile(graph: Statements, iri: str) -> Profile:
    return Profile(
        iri=iri,
        label=graph.text(iri, RDFS + "label") or local_name(iri),
        names=_names(graph, iri),
        comment=graph.text(iri, RDFS + "comment"),
        domains=_kinds(graph, iri, _DOMAINS),
        ranges=_kinds(graph, iri, _RANGES),
        examples=tuple(_examples(graph.values(iri, SKOS + "example"))),
    )


def _names(graph: Statements, iri: str) -> tuple[str, ...]:
    found = [name.strip() for predicate in _NAMES for name in graph.values(iri, predicate)]
    return tuple(dict.fromkeys(found)) or (local_name(iri),)


def _kinds(graph: Statements, iri: str, predicates: Sequence[str]) -> tuple[Kind, ...]:
    found = dict.fromkeys(value for predicate in predicates for value in graph.values(iri, predicate))
    return tuple(_kind(graph, value) for value in found)


def _kind(graph: Statements, iri: str) -> Kind:
    above, layer = [iri], [iri]
    while layer:
        layer = [up for one in layer for up in graph.values(one, RDFS + "subClassOf") if up not in above]
        above.extend(dict.fromkeys(layer))
    members = [name for one in graph.of_type(iri) for name in _names(graph, one)]
    names = tuple(name for one in above[1:] for name in _names(graph, one))
    return Kind(iri, _names(graph, iri), names, tuple(dict.fromkeys(members)))


def _examples(texts: Iterable[str]) -> Iterable[Example]:
    for text in texts:
        parts = [part.strip() for part in text.split("|")]
        if len(parts) == 3 and all(parts):
            yield Example(*parts)
