"""Door 4: mentions -> entities, each with the reason.

documents.py resolves the mentions of one document (people.py and names.py: names of people; linking.py: the gazetteer and other
names; metonymy.py: capitals that stand for governments; kinds.py: classes; nominals.py, with definite.py and countries.py;
pronouns.py). linkage.py with comparison.py joins what several documents say of one thing, as decisions.py corrects it
(same_name_people.py: whom only a full name makes one); identity.py makes entities of it; reconciliation.py asks a service for their
items, where the user names one. outcomes.py keeps what was made of one document, which depends on nothing but that and the
gazetteer. Plain Python; what is uncertain stays unresolved or apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.iri import Minter
from kg.lang.language import Language
from kg.model import Entity, Extract, Match, Rejection, Resolution, Span
from kg.resolve.discourse import Outcome, Referents
from kg.resolve.documents import read_document
from kg.resolve.identity import Denoted, identify
from kg.resolve.reconciliation import reason, reconcile, with_items
from kg.resources.corrections import Correction
from kg.resources.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Resolved:
    """Entities sorted by IRI; what spans of mentions, names and modifiers denote; why others denote nothing known; and what
    plural words stand for of which each member is resolved by itself.

    `matches` are the names that were compared, the least certain merges first; `rejections` what had no effect or is in conflict.
    """

    entities: tuple[Entity, ...]
    links: Mapping[Span, Resolution]
    unresolved: Mapping[Span, str]
    members: Mapping[Span, tuple[Span, ...]]
    matches: tuple[Match, ...] = ()
    rejections: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class Identities:
    """Entities sorted by IRI, and which of them each referent of a document is, in the order of `Outcome.referents`; the rest as
    in `Resolved`.
    """

    entities: tuple[Entity, ...]
    denoted: Mapping[str, tuple[Denoted, ...]]
    matches: tuple[Match, ...]
    rejections: tuple[Rejection, ...]

    def links(self, outcome: Outcome) -> dict[Span, Resolution]:
        """What the spans of a document denote, in order; `outcome` is equal to that of which the identities were found."""
        known = dict(zip(outcome.referents, self.denoted[outcome.document_id], strict=True))
        denoted = (
            (span, outcome.links[span].reason, known[outcome.links[span].referent]) for span in sorted(outcome.links)
        )
        return {
            span: Resolution(span, entity, f"{reason}; {note}" if note else reason)
            for span, reason, (entity, note) in denoted
        }

    def reconciled(self, url: str, stored: str) -> tuple[Identities, str]:
        """With the items that a reconciliation service knows, and its answers to keep; `stored` are those kept before."""
        found = reconcile(self.entities, url, stored)
        said = {entity: reason(item, url) for entity, item in found.items.items()}
        denoted = {
            document_id: tuple(
                Denoted(entity, "; ".join(filter(None, (note, said.get(entity))))) for entity, note in known
            )
            for document_id, known in self.denoted.items()
        }
        entities = tuple(with_items(self.entities, found.items))
        return Identities(entities, denoted, self.matches, (*self.rejections, *found.rejections)), found.stored(url)


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
    outcomes = [read_document(extract, gazetteer, language) for extract in extracts]
    found = identities([outcome.spoken_of for outcome in outcomes], gazetteer, minter, language, corrections)
    links = {span: link for outcome in outcomes for span, link in found.links(outcome).items()}
    unresolved = {span: why for outcome in outcomes for span, why in outcome.unresolved.items()}
    members = {span: several for outcome in outcomes for span, several in outcome.members.items()}
    return Resolved(
        entities=found.entities,
        links={span: links[span] for span in sorted(links)},
        unresolved={span: unresolved[span] for span in sorted(unresolved)},
        members={span: members[span] for span in sorted(members)},
        matches=found.matches,
        rejections=found.rejections,
    )


def identities(
    documents: Iterable[Referents],
    gazetteer: Gazetteer,
    minter: Minter,
    language: Language,
    corrections: Sequence[Correction] = (),
) -> Identities:
    """The entities of what resolved documents speak of. Otherwise as `resolve`."""
    found = identify(documents, gazetteer, minter, language, corrections)
    entities = tuple(found.entities[iri] for iri in sorted(found.entities))
    return Identities(entities, found.denoted, found.matches, found.rejections)
