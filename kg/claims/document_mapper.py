"""What one document claims. It depends on what was read of the document and on what its mentions denote, and on no other document."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Sequence
from dataclasses import astuple, dataclass, field
from typing import NamedTuple, Self, TypeAlias

from kg.corpus import Said
from kg.extraction import binary
from kg.graph.content import checked
from kg.graph.merging import Checked
from kg.graph.packed_claims import Row, pack
from kg.graph.pieces import digest
from kg.iri import Minter
from kg.lang.en import ENGLISH
from kg.mapping import ClaimMaker, Mapper, Proposals, UserOntology, in_full, propose
from kg.model import Claim, Entity, Rejection
from kg.resolve import Denoted, Outcome, links
from kg.resources.confidence import Calibration
from kg.resources.ontology import Ontology
from kg.settings import Settings

WORKER = "kg.claims.worker"  # the module of the processes that map


class Known(NamedTuple):
    """What the mentions of a document denote: for each of its referents, in order, and the entities that these are, by IRI."""

    denoted: tuple[Denoted, ...]
    entities: dict[str, Entity]


# what a document claims, packed; what was left out and why; entities that only claims are about: acts, things of the user's ontology
Made: TypeAlias = tuple[tuple[Row, ...], tuple[Rejection, ...], tuple[Entity, ...], tuple[Entity, ...]]


@dataclass(frozen=True)
class DocumentMapper:
    """Maps documents one by one. `every` has, by IRI, entities that any of them may speak of."""

    ontology: Ontology
    minter: Minter
    trust: frozenset[str]
    proposals: Proposals
    calibration: Calibration
    every: dict[str, Entity] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: Settings, ontology: Ontology, every: dict[str, Entity] | None = None) -> Self:
        """By the settings of a graph."""
        proposals = Proposals.by_rows(ontology, ENGLISH)
        trust = frozenset(settings.trust)
        return cls(ontology, Minter(settings.base), trust, proposals, Calibration.load(), every or {})

    @property
    def basis(self) -> tuple[object, ...]:
        """What the claims of a document rest on besides what is known of it; its representation says all of it."""
        return self.ontology, sorted(self.trust), self.minter.base, sorted(self.every) or "", self.calibration

    def made(self, said: Said, outcome: Outcome, known: Known) -> Made:
        """What a document claims."""
        maker = ClaimMaker(
            language=ENGLISH,
            ontology=self.ontology,
            minter=self.minter,
            entities=ChainMap(known.entities, self.every),
            links=links(outcome, known.denoted),
            trust=self.trust,
            unresolved=outcome.unresolved,
            events={event.head: event for event in said.extract.political_events},
            calibration=self.calibration,
            members=outcome.members,
        )
        claims, rejections, acts, own = self._mapped(maker, said)
        marks = (digest([item]) for _, claim in claims for item in claim.evidence)
        return pack(claims, marks), rejections, tuple(acts), own

    def _mapped(
        self, maker: ClaimMaker, said: Said
    ) -> tuple[tuple[Checked, ...], tuple[Rejection, ...], Sequence[Entity], tuple[Entity, ...]]:
        extract, mapper = said.extract, Mapper(maker)
        items = [item for one in extract.propositions for item in mapper.claims(binary(maker.spread(one), ENGLISH))]
        aligned, own = UserOntology(maker).claims(extract)
        items = [*in_full(items), *mapper.ties(extract, items), *aligned]
        there = {entity.id: entity for entity in (*mapper.acts, *own)}
        entities = ChainMap(there, maker.entities)  # type: ignore[arg-type]  # it is only read
        claims = propose((item for item in items if isinstance(item, Claim)), entities, self.proposals)
        missed = set[Rejection]()
        sound = tuple(checked(claims, entities, {extract.document.id: extract.document}, missed))
        refused = (item for item in items if isinstance(item, Rejection))
        rejections = (*refused, *said.unread, *extract.rejections, *sorted(missed, key=astuple))
        return sound, rejections, mapper.acts, tuple(own)
