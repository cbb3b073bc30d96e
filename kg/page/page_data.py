"""The page's data: what of a graph is shown, as plain JSON values, in one fixed order.

A *statement* is one row of the page: all asserted claims of one triple together are one statement (a fact), every other
claim is a statement of its own. So the statements that are facts are exactly the facts of the graph.
Offsets count characters as Python does (code points), from the start of the sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict, TypeVar

from kg.graph.connections import Connections
from kg.graph.content import DESCRIBED, GraphContent, status
from kg.graph.date_ranges import days
from kg.graph.sanitize import safe_url
from kg.graph.subgraph import best_connected
from kg.iri import KG, XSD, Minter, local_name
from kg.model import Claim, Document, Entity, Evidence, Value
from kg.page import world
from kg.page.communities import communities
from kg.page.drawing import DrawnNode, KindRow, draw_nodes, importance, kind_row, rank
from kg.page.words import property_label, quoted, relation_words

MOST = 25_000  # places of texts (evidence) that a browser shows without delay, and that are laid out in seconds


class EntityRow(TypedDict):
    """An entity; `kind` is an index, `named` whether it has a name, `degree` the number of others it has a line with.

    `rank` is its place by importance, from 0; `community` that of the entities it has most to do with.
    """

    iri: str
    label: str
    kind: int
    named: bool
    aliases: list[str]
    links: list[str]
    degree: int
    rank: int
    community: int


class PropertyRow(TypedDict):
    """A relation; `open` as in `kg.model.Property`. An `act` is one without an object: what `kg:does` leads to."""

    iri: str
    label: str
    open: bool
    act: bool


class DocumentRow(TypedDict):
    """A source; `url` is "" unless it is http or https; `days` are first and last day of its date, if that is one."""

    id: str
    title: str
    publisher: str
    published: str
    days: tuple[str, ...]
    url: str


class EvidenceRow(TypedDict):
    """A sentence with its marked words: [start, end, role]; `quoted` as `words.quoted` says it of what somebody says, else ""."""

    document: int
    sentence: int
    marks: list[tuple[int, int, str]]
    confidence: float
    rules: list[str]
    row: str
    names: list[tuple[str, int, str]]
    quoted: str


class ClaimRow(TypedDict):
    """A claim of a statement; entities are indices, -1 for one that is not an entity.

    `days` are first and last day of its own time, if that is one.
    """

    iri: str
    polarity: str
    modality: str
    holders: list[int]
    unnamed: bool
    time: str
    days: tuple[str, ...]
    qualifiers: list[tuple[str, str, int]]
    confidence: float
    evidence: list[EvidenceRow]


class StatementRow(TypedDict):
    """A row of the page; `object` is -1 and `value` filled for a literal object, and for an act, as the text tells it.

    `words` tell the relation, and how far it is so, as `words.relation_words` does.
    """

    subject: int
    property: int
    object: int
    value: str
    datatype: str
    status: str
    words: str
    claims: list[ClaimRow]


class PageData(TypedDict):
    """All that the page's script reads, but for the drawing.

    `places` are entities with their longitude and latitude in degrees, `outline` the coasts as `world.outline` has them, "" without places.
    """

    title: str
    base: str
    kg: str
    kinds: list[KindRow]
    entities: list[EntityRow]
    properties: list[PropertyRow]
    documents: list[DocumentRow]
    sentences: list[str]
    statements: list[StatementRow]
    outline: str
    places: list[tuple[int, float, float]]


@dataclass(frozen=True, slots=True)
class View:
    """The page's data and its drawing: nodes in the order of the entities, one line for each ordered pair of them."""

    data: PageData
    nodes: list[DrawnNode]
    lines: list[tuple[int, int]]


def view(graph: GraphContent, *, title: str = "", claims: bool = True, known: Connections | None = None) -> View:
    """What the page shows of `graph`; without the claims that are not facts unless `claims`.

    A graph that rests on more places of its texts than `MOST` is shown in part, and the title says so. `known`: see `best_connected`.
    """
    whole = graph if claims else replace(graph, claims=tuple(claim for claim in graph.claims if claim.asserted))
    shown, name = best_connected(whole, MOST, known if claims else None), title or _title(graph.documents)
    part = f" ({len(shown.claims):,} of {len(whole.claims):,} claims: the best connected)" if shown is not whole else ""
    return _Builder(shown).build(name + part)


def _title(documents: Mapping[str, Document]) -> str:
    if len(documents) == 1:
        return next(document.title or document.id for document in documents.values())
    return f"Knowledge graph of {len(documents):,} documents"


Key = TypeVar("Key", str, "tuple[str, bool]")


def _numbered(keys: Iterable[Key]) -> dict[Key, int]:
    """Each key once, in order, with its place."""
    return {key: index for index, key in enumerate(sorted(set(keys)))}


class _Builder:
    """Numbers entities, properties, documents and sentences, and collects the statements on the way."""

    def __init__(self, graph: GraphContent) -> None:
        self.graph = graph
        self.minter = Minter(graph.base)
        self.claims = graph.claims_by_id
        evidence = [item for claim in self.claims.values() for item in claim.evidence]
        self.entity_at = _numbered(self._mentioned())
        self.property_at = _numbered(self._relation(claim) for claim in self.claims.values())
        self.document_at = _numbered(item.document_id for item in evidence)
        sentences = sorted(
            {item.sentence for item in evidence}, key=lambda span: (span.document_id, span.start, span.end, span.text)
        )
        self.sentence_at = {sentence: index for index, sentence in enumerate(sentences)}

    def _mentioned(self) -> set[str]:
        """Entities that a claim is about or is made by."""
        found: set[str] = set()
        for claim in self.claims.values():
            found.update((claim.subject, *claim.sources))
            if isinstance(claim.object, str) and not self.graph.is_act(claim.object):
                found.add(claim.object)
        return found

    def _relation(self, claim: Claim) -> tuple[str, bool]:
        """IRI of what relates the ends of a claim, and whether that is an act, which has but one."""
        act = self.graph.is_act(claim.object)
        return (str(claim.object) if act else claim.property.iri), act

    def build(self, title: str) -> View:
        """Everything, in order."""
        statements = self._statements()
        lines = sorted({(s["subject"], s["object"]) for s in statements if s["object"] >= 0})
        degrees = Counter(end for pair in {(min(a, b), max(a, b)) for a, b in lines if a != b} for end in pair)
        known = [self._entity(iri) for iri in self.entity_at]
        kinds = sorted({entity.type for entity in known})
        weights = importance(map(_ends, statements), [entity.origin != DESCRIBED for entity in known])
        place = {index: number for number, index in enumerate(rank(weights))}
        member = communities(len(known), [pair for row in statements for pair in _ties(row)], weights)
        entities = [
            self._entity_row(iri, kinds, degrees[at], place[at], member[at]) for iri, at in self.entity_at.items()
        ]
        found = ((at, entity.location) for at, entity in enumerate(known))
        places = [(at, location.longitude, location.latitude) for at, location in found if location is not None]
        data = PageData(
            title=title,
            base=self.minter.base,
            kg=KG,
            kinds=[kind_row(name) for name in kinds],
            entities=entities,
            properties=self._properties(),
            documents=[self._document_row(key) for key in self.document_at],
            sentences=[sentence.text for sentence in self.sentence_at],
            statements=statements,
            outline=world.outline() if places else "",
            places=places,
        )
        labels = [row["label"] for row in entities]
        looks = [data["kinds"][row["kind"]] for row in entities]
        return View(data, draw_nodes(labels, looks, weights, lines, member), lines)

    def _entity(self, iri: str) -> Entity:
        """The entity of an IRI; one the graph has no row for still gets a node, so that its facts show."""
        return self.graph.entities.get(iri) or Entity(iri, local_name(iri) or iri, "Thing")

    def _entity_row(self, iri: str, kinds: list[str], degree: int, place: int, community: int) -> EntityRow:
        entity = self._entity(iri)
        return EntityRow(
            iri=iri,
            label=entity.label,
            kind=kinds.index(entity.type),
            named=entity.origin != DESCRIBED,
            aliases=[alias for alias in entity.aliases if alias != entity.label],
            links=[link for link in entity.same_as if safe_url(link)],
            degree=degree,
            rank=place,
            community=community,
        )

    def _properties(self) -> list[PropertyRow]:
        uses: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            uses[claim.property.iri].append(claim)
        return [self._property_row(iri, act, uses[iri]) for iri, act in self.property_at]

    def _property_row(self, iri: str, act: bool, uses: Sequence[Claim]) -> PropertyRow:
        if act:
            return PropertyRow(iri=iri, label=self.graph.label(iri), open=False, act=True)
        first = min((claim.property for claim in uses), key=lambda item: (item.open, item.label))
        label = property_label(uses) if first.open else ""
        return PropertyRow(iri=iri, label=label or first.label or local_name(iri), open=first.open, act=False)

    def _document_row(self, document_id: str) -> DocumentRow:
        found = self.graph.documents.get(document_id) or Document(document_id, "")
        return DocumentRow(
            id=found.id,
            title=found.title or found.id,
            publisher=found.publisher,
            published=found.published,
            days=days(found.published) or (),
            url=safe_url(found.url),
        )

    def _statements(self) -> list[StatementRow]:
        groups: dict[tuple[int, int, int, str, str, str, str], list[tuple[str, Claim]]] = defaultdict(list)
        for claim_id, claim in self.claims.items():
            standing = status(claim)
            target = claim.object
            value = target if isinstance(target, Value) else Value("", "")
            relation = self._relation(claim)
            object_at = self.entity_at[target] if isinstance(target, str) and not relation[1] else -1
            own = "" if standing == "fact" else claim_id
            key = (self.entity_at[claim.subject], self.property_at[relation], object_at)
            groups[(*key, value.text, value.datatype, standing, own)].append((claim_id, claim))
        return [
            StatementRow(
                subject=subject,
                property=relation,
                object=target,
                value=value or self._act(group),
                datatype="" if datatype == f"{XSD}string" else datatype,
                status=standing,
                words=self._words([claim for _, claim in group]),
                claims=[self._claim_row(claim_id, claim) for claim_id, claim in group],
            )
            for (subject, relation, target, value, datatype, standing, _), group in sorted(groups.items())
        ]

    def _words(self, group: Sequence[Claim]) -> str:
        """The relation as the surest of these claims tells it."""
        surest = max(group, key=lambda claim: claim.confidence)
        iri, act = self._relation(surest)
        return relation_words(surest, self.graph.label(iri), act or surest.property.open)

    def _act(self, group: list[tuple[str, Claim]]) -> str:
        """What is done, as the surest of these claims tells it; "" where they speak of something else."""
        claim = max((claim for _, claim in group), key=lambda claim: claim.confidence)
        return self.graph.told(claim.property.iri, claim.object, claim)[0] if self.graph.is_act(claim.object) else ""

    def _claim_row(self, claim_id: str, claim: Claim) -> ClaimRow:
        return ClaimRow(
            iri=self.minter.claim(claim_id),
            polarity=claim.polarity.value,
            modality=claim.modality.value,
            holders=[self.entity_at[source] for source in claim.sources],
            unnamed=claim.source_unnamed,
            time=claim.time,
            days=days(claim.time) or (),
            qualifiers=self._qualifiers(claim),
            confidence=round(claim.confidence, 3),
            evidence=[self._evidence_row(item, bool(claim.sources or claim.source_unnamed)) for item in claim.evidence],
        )

    def _qualifiers(self, claim: Claim) -> list[tuple[str, str, int]]:
        """Further roles of a claim with its place; what fills them need not be a node."""
        roles = [(item.role, item.label, item.entity) for item in claim.qualifiers]
        if claim.place:
            roles.insert(0, ("place", self._entity(claim.place).label, claim.place))
        return [(role, label, self.entity_at.get(entity, -1)) for role, label, entity in roles]

    def _evidence_row(self, item: Evidence, said: bool) -> EvidenceRow:
        document = self.graph.documents.get(item.document_id)
        return EvidenceRow(
            document=self.document_at[item.document_id],
            sentence=self.sentence_at[item.sentence],
            marks=_marks(item),
            confidence=round(item.confidence, 3),
            rules=list(item.rules),
            row=item.mapping_row,
            names=[(name.mention.text, self.entity_at.get(name.entity, -1), name.reason) for name in item.resolutions],
            quoted=quoted(document, item) if said and document else "",
        )


def _ends(row: StatementRow) -> list[int]:
    """Whom a statement is about, and who says it."""
    holders = [holder for claim in row["claims"] for holder in claim["holders"]]
    return [row["subject"], *holders, *([row["object"]] if row["object"] >= 0 else [])]


def _ties(row: StatementRow) -> list[tuple[int, int]]:
    """Pairs that a statement ties: its ends, and each of those with who says it."""
    ends = [row["subject"], row["object"]] if row["object"] >= 0 else [row["subject"]]
    said = [(holder, end) for holder in _ends(row)[1:] if holder not in ends for end in ends]
    return [(ends[0], ends[-1]), *said]


def _marks(item: Evidence) -> list[tuple[int, int, str]]:
    """Spans of the evidence that lie in its sentence, relative to it; longer ones first, so that shorter ones show."""
    roles = [(item.subject, "subject"), *((span, "predicate") for span in item.predicate)]
    roles += [(item.object, "object")] if item.object is not None else []
    roles += [*((span, "cue") for span in item.cues), *((span, "speaker") for span in item.sources)]
    low, high = item.sentence.start, item.sentence.end
    marks = {
        (span.start - low, span.end - low, role)
        for span, role in roles
        if span.document_id == item.document_id and low <= span.start < span.end <= high
    }
    return sorted(marks, key=lambda mark: (mark[0] - mark[1], mark))
