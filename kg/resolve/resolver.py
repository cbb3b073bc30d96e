"""Door 4: mentions -> entities, each with the reason.

documents.py resolves the mentions of one document (people.py and names.py: names of people; linking.py: the gazetteer and other
names; metonymy.py: capitals that stand for governments; kinds.py: classes; nominals.py, with definite.py and countries.py;
pronouns.py). linkage.py with comparison.py joins what several documents say of one thing, as decisions.py corrects it
(same_name_people.py: whom only a full name makes one); identity.py makes entities of it; reconciliation.py asks a service for their
items, where the user names one. Plain Python; what is uncertain stays unresolved or apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.iri import Minter
from kg.lang.language import Language
from kg.model import Entity, Extract, Match, Rejection, Resolution, Span
from kg.resolve.documents import read_document
from kg.resolve.identity import identify
from kg.resolve.reconciliation import reason, reconcile, with_items
from kg.resources.corrections import Correction
from kg.resources.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Resolved:
    """Entities sorted by IRI; what spans of mentions, names and modifiers denote; and why others denote nothing known.

    `matches` are the names that were compared, the least certain merges first; `rejections` what had no effect or is in conflict.
    """

    entities: tuple[Entity, ...]
    links: Mapping[Span, Resolution]
    unresolved: Mapping[Span, str]
    matches: tuple[Match, ...] = ()
    rejections: tuple[Rejection, ...] = ()

    def reconciled(self, url: str, stored: str) -> tuple[Resolved, str]:
        """With the items that a reconciliation service knows, and its answers to keep; `stored` are those kept before."""
        found = reconcile(self.entities, url, stored)
        links = {
            span: replace(link, reason=f"{link.reason}; {reason(found.items[link.entity], url)}")
            if link.entity in found.items
            else link
            for span, link in self.links.items()
        }
        entities = tuple(with_items(self.entities, found.items))
        rejections = (*self.rejections, *found.rejections)
        return replace(self, entities=entities, links=links, rejections=rejections), found.stored(url)


def resolve(
    extracts: Sequence[Extract],
    gazetteer: Gazetteer,
    minter: Minter,
    language: Language,
    corrections: Sequence[Correction] = (),
) -> Resolved:
    """The entities of all documents, which are in `language`. Neither their order nor that of mentions makes a difference.

    Raises SettingsError when two corrections contradict each other.
    """
    discourses = [read_document(extract, gazetteer, language) for extract in extracts]
    identified = identify(discourses, gazetteer, minter, language, corrections)
    known, notes = identified.entities, identified.notes
    links = {
        span: Resolution(
            span, known[link.referent].id, "; ".join(filter(None, (link.reason, notes.get(link.referent))))
        )
        for discourse in discourses
        for span, link in discourse.links.items()
    }
    unresolved = {span: reason for discourse in discourses for span, reason in discourse.unresolved.items()}
    return Resolved(
        entities=tuple(sorted({entity.id: entity for entity in known.values()}.values(), key=lambda entity: entity.id)),
        links={span: links[span] for span in sorted(links)},
        unresolved={span: unresolved[span] for span in sorted(unresolved)},
        matches=identified.matches,
        rejections=identified.rejections,
    )
