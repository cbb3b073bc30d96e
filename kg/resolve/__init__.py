"""Door 4: mentions -> entities, each with the reason.

documents.py resolves the mentions of one document (people.py and names.py: names of people; linking.py: the gazetteer and
other names; metonymy.py: capitals that stand for governments; nominals.py; pronouns.py), identity.py joins what several
documents say of one thing. Plain Python; what is uncertain stays unresolved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.gazetteer import Gazetteer
from kg.iri import Minter
from kg.model import Entity, Extract, Resolution, Span
from kg.resolve.documents import read_document
from kg.resolve.identity import entities

__all__ = ["Resolved", "resolve"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """Entities sorted by IRI; what spans of mentions, names and modifiers denote; and why others denote nothing known."""

    entities: tuple[Entity, ...]
    links: Mapping[Span, Resolution]
    unresolved: Mapping[Span, str]


def resolve(extracts: Sequence[Extract], gazetteer: Gazetteer, minter: Minter) -> Resolved:
    """The entities of all documents. Neither their order nor that of mentions makes a difference."""
    discourses = [read_document(extract, gazetteer) for extract in extracts]
    known = entities(discourses, gazetteer, minter)
    links = {
        span: Resolution(span, known[link.referent].id, link.reason)
        for discourse in discourses
        for span, link in discourse.links.items()
    }
    unresolved = {span: reason for discourse in discourses for span, reason in discourse.unresolved.items()}
    return Resolved(
        entities=tuple(sorted({entity.id: entity for entity in known.values()}.values(), key=lambda entity: entity.id)),
        links={span: links[span] for span in sorted(links)},
        unresolved={span: unresolved[span] for span in sorted(unresolved)},
    )
