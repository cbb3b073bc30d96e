"""A graph as FollowTheMoney entities (https://followthemoney.tech), JSON Lines for Aleph, OpenAleph and OpenSanctions' tools.

A fact between two things that the model knows is an edge: a Membership, Employment, Occupancy of a Position, Family, Ownership, or an
UnknownLink with the relation as its role. A fact about one of them is an Event. What is only claimed is never an edge: it is a Note on all
that it speaks of, with its words, who says it, time, place and documents. Documents are Articles, names in them Mentions.

The package cleans and checks every value; a value that it refuses (an address that is none) stands in the notes.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from kg.export.countries import Countries, coordinates
from kg.export.statements import Statement, statements
from kg.graph.content import GraphContent
from kg.graph.libraries import needed
from kg.graph.sanitize import legal
from kg.iri import KG, NEWS, POL, WD, slug
from kg.model import Document, Entity
from kg.resources.ontology import Ontology

# class of kg -> schema, the narrowest first; classes that are none of these are no entities of FollowTheMoney (a treaty, a concept)
_SCHEMATA = {
    "Person": "Person",
    "Company": "Company",
    "GovernmentBody": "PublicBody",
    "Country": "PublicBody",
    "Organization": "Organization",
    "Group": "Organization",
    "Event": "Event",
    "Place": "Address",
    "Agent": "LegalEntity",
}
_POSTS = {POL + name for name in ("leads", "holdsPositionIn", "heldPositionIn", "spokespersonFor")}
_KIN = {
    POL + "marriedTo": "spouse",
    POL + "childOf": "parent",
    POL + "parentOf": "child",
    NEWS + "siblingOf": "sibling",
    NEWS + "grandchildOf": "grandparent",
    NEWS + "grandparentOf": "grandchild",
    NEWS + "relativeOf": "relative",
    NEWS + "engagedTo": "betrothed",
}
_MEMBERS = {POL + "memberOf", POL + "joins"}
_OWNERS = {POL + "owns", NEWS + "acquires"}


def ftm(graph: GraphContent) -> bytes:
    """A line an entity, things first. Raises ExportError without followthemoney."""
    made = _Maker(graph, needed("followthemoney", "followthemoney", "ftm").model)
    lines = (json.dumps(item.to_dict(), ensure_ascii=False, sort_keys=True) + "\n" for item in made.entities())
    return "".join(lines).encode()


class _Maker:
    """Makes entities of one graph."""

    def __init__(self, graph: GraphContent, model: Any) -> None:
        self.graph, self.model = graph, model
        ontology = Ontology.of(graph.info)
        self.countries = Countries.of(graph)
        self.schemata = {
            iri: next((schema for name, schema in _SCHEMATA.items() if ontology.is_a(item.type, name)), "")
            for iri, item in graph.things.items()
        }

        self.roles: defaultdict[str, list[str]] = defaultdict(list)
        for subject, relation, target in graph.facts:
            if relation == KG + "hasRole":
                self.roles[subject].append(legal(graph.label(target)))

    def entities(self) -> Iterator[Any]:
        """Things, documents, the names in these, then what is said."""
        yield from (self._thing(iri, item) for iri, item in self.graph.things.items() if self.schemata[iri])
        yield from map(self._article, self.graph.documents.values())
        yield from self._mentions()
        posts: set[str] = set()
        for item in statements(self.graph):
            if not item.asserted:
                yield self._note(item)
                continue
            for made in self._fact(item):
                if made.id not in posts:
                    yield made
                posts.add(made.id)

    def _make(self, schema: str, about: str, /, **values: Any) -> Any:
        """An entity whose id comes of what it is about; what the package refuses goes to its notes."""
        made = self.model.make_entity(schema)
        made.id = _id(about)
        for key, found in values.items():
            for value in found if isinstance(found, list | tuple) else [found]:
                if not value:
                    continue
                before = len(made.get(key))
                made.add(key, value)
                refused = len(made.get(key)) == before and value not in made.get(key)
                if refused and "notes" in made.schema.properties:
                    made.add("notes", f"{key}: {value}")
        for key in made.schema.required:
            if not made.has(key):  # a name without a letter
                made.add(key, slug(about))
        made.schema.validate(made.to_dict())
        return made

    def _thing(self, iri: str, item: Entity) -> Any:
        schema, label, code = self.schemata[iri], legal(item.label), self.countries.code(iri)
        items = [link.removeprefix(WD) for link in item.same_as if link.startswith(WD)]
        more: dict[str, Any] = {"full": label} if schema == "Address" else {}
        if schema == "Address" and (point := coordinates(self.graph, iri)):
            more |= {"latitude": str(point[0]), "longitude": str(point[1])}
        if schema == "Person":
            more["position"] = self.roles[iri]
        if item.type == "Country":
            more["topics"] = "gov.national"
        return self._make(
            schema,
            iri,
            name=label,
            alias=list(map(legal, item.aliases)),
            country=code.lower(),
            wikidataId=items,
            **more,
        )

    def _article(self, item: Document) -> Any:
        return self._make(
            "Article",
            self.graph.minter.document(item.id),
            fileName=legal(item.id),
            title=legal(item.title),
            sourceUrl=item.url,
            publisher=legal(item.publisher),
            publishedAt=item.published,
            language=item.language,
            bodyText=legal(item.text),
        )

    def _mentions(self) -> Iterator[Any]:
        """Where a text names a thing, once a document and name."""
        named = {(item.mention.document_id, item.mention.text, item.entity) for item in self.graph.resolutions}
        for document, name, iri in sorted(named):
            schema = self.schemata.get(iri, "")
            if schema and self.model.get(schema).is_a("LegalEntity"):
                place = self.graph.minter.document(document)
                known = {"document": _id(place), "name": legal(name), "resolved": _id(iri), "detectedSchema": schema}
                yield self._make("Mention", f"{place} {name} {iri}", **known)

    def _fact(self, item: Statement) -> Iterator[Any]:
        relation, subject = item.claim.property.iri, item.claim.subject
        start, end = self.schemata.get(subject, ""), self.schemata.get(item.target, "")
        if not (start and end):
            yield self._event(item)
        elif relation in _POSTS and start == "Person" and self._is(end, "Organization"):
            yield from self._post(item)
        elif relation in _KIN and start == end == "Person":
            yield self._edge("Family", item, "person", "relative", relationship=_KIN[relation])
        elif relation in _MEMBERS and self._is(start, "LegalEntity") and self._is(end, "Organization"):
            yield self._edge("Membership", item, "member", "organization", role=item.relation)
        elif relation == POL + "worksFor" and start == "Person" and self._is(end, "Organization"):
            yield self._edge("Employment", item, "employee", "employer", role=item.relation)
        elif relation in _OWNERS and self._is(start, "LegalEntity") and end == "Company":
            yield self._edge("Ownership", item, "owner", "asset", role=item.relation)
        else:
            yield self._edge("UnknownLink", item, "subject", "object", role=item.relation)

    def _is(self, schema: str, above: str) -> bool:
        return bool(self.model.get(schema).is_a(above))

    def _post(self, item: Statement) -> Iterator[Any]:
        """A position is one for all that are said to be in it by the same words."""
        name = f"{item.relation} {item.object_label}"
        code = self.countries.code(item.target).lower()
        post = self._make(
            "Position", f"post {name} {item.target}", name=name, organization=_id(item.target), country=code
        )
        yield post
        over = item.claim.property.iri == POL + "heldPositionIn"
        known = {"holder": _id(item.claim.subject), "post": post.id, "status": "ended" if over else "current"}
        yield self._make("Occupancy", item.id, **known, **self._origin(item))

    def _edge(self, schema: str, item: Statement, start: str, end: str, **more: str) -> Any:
        ends = {start: _id(item.claim.subject), end: _id(item.target)}
        return self._make(schema, item.id, **ends, **more, **self._origin(item))

    def _event(self, item: Statement) -> Any:
        """A fact about one thing: "Ada Quill died"."""
        involved = [iri for iri in (item.claim.subject, item.target) if self._is_actor(iri)]
        known = {"name": item.told, "involved": list(map(_id, involved)), "location": item.place_label}
        return self._make("Event", item.id, **known, **self._origin(item))

    def _is_actor(self, iri: str) -> bool:
        schema = self.schemata.get(iri, "")
        return bool(schema) and self._is(schema, "LegalEntity")

    def _origin(self, item: Statement) -> dict[str, Any]:
        """When an interval was, and where it stands."""
        first, last = item.days
        times = {"startDate": first, "endDate": last} if "/" in item.claim.time else {"date": item.claim.time}
        return {
            **times,
            "summary": item.sentence,
            "description": _lines(item),
            "recordId": item.id,
            "sourceUrl": item.urls,
            "publisher": item.publishers,
            "proof": [_id(self.graph.minter.document(key)) for key in item.documents],
        }

    def _note(self, item: Statement) -> Any:
        spoken = dict.fromkeys((item.claim.subject, item.target, *item.claim.sources, item.claim.place))
        return self._make(
            "Note",
            item.id,
            name=item.title,
            description=item.sentence,
            notes=_lines(item),
            entity=[_id(iri) for iri in spoken if self.schemata.get(iri)],
            keywords=[item.status, item.claim.polarity.value, item.claim.modality.value],
            sourceUrl=item.urls,
            publisher=item.publishers,
            proof=[_id(self.graph.minter.document(key)) for key in item.documents],
        )


def _lines(item: Statement) -> str:
    """What the schemata have no property for, a line each."""
    known = {
        "stands as": item.title,
        "time": item.claim.time,
        "place": item.place_label,
        "published": item.published,
        "further": "; ".join(item.qualifiers),
        "confidence": f"{item.claim.confidence:.3f}",
        "documents": "; ".join(map(legal, item.documents)),
        "claim": item.id,
    }
    return "\n".join(f"{name}: {legal(text)}" for name, text in known.items() if text)


def _id(name: str) -> str:
    return "kg-" + hashlib.sha256(name.encode()).hexdigest()[:32]
