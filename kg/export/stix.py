"""A graph as a STIX 2.1 bundle (https://docs.oasis-open.org/cti/stix/v2.1/), for OpenCTI, MISP and others.

Things are identities, countries and cities locations; facts are relationships. What is only claimed is never a relationship: it is a
note on the things that it speaks of, with its words and authors, and where a fact says what somebody denies or says too, an opinion
on that relationship. Documents are reports on all that rests on them.

Ids are UUIDs of version 5, made of the IRIs; times of creation are those of the first document, since the same graph has the same bytes.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from kg.export.countries import Countries, coordinates
from kg.export.statements import Statement, statements
from kg.graph.content import DESCRIBED, GraphContent
from kg.graph.date_ranges import days
from kg.graph.libraries import needed
from kg.graph.sanitize import legal
from kg.iri import slug
from kg.model import Document, Entity, Modality, Polarity
from kg.resources.ontology import Ontology

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://kg.invalid/stix/")  # of the names that ids are made of
_UNDATED = "1970-01-01T00:00:00.000Z"  # created, where no document has a date
_CLASSES = {
    "Person": "individual",
    "Group": "group",
    "Organization": "organization",
    "Agent": "group",
    "Event": "unknown",
}


def stix(graph: GraphContent) -> bytes:
    """The bundle as JSON. Raises ExportError without stix2."""
    made = _Maker(graph, needed("stix2", "stix2", "stix"))
    # written one by one: the serializer of a whole bundle takes time that grows with the square of its objects
    objects = ",\n".join(item.serialize(ensure_ascii=False) for item in made.objects())
    return f'{{"type": "bundle", "id": "bundle--{made.uuid("bundle")}", "objects": [\n{objects}\n]}}\n'.encode()


class _Maker:
    """Makes the objects of one graph; the package checks each."""

    def __init__(self, graph: GraphContent, library: Any) -> None:
        self.graph, self.library = graph, library
        self.ontology, self.countries = Ontology.of(graph.info), Countries.of(graph)
        self.ids = {iri: self._thing_id(iri, item) for iri, item in graph.things.items()}
        first = min(filter(None, (_stamp(item.published) for item in graph.documents.values())), default=_UNDATED)
        self.author = library.Identity(
            id=f"identity--{self.uuid('kg')}", name="kg", identity_class="system", created=first, modified=first
        )
        self.first = first

    def objects(self) -> Iterator[Any]:
        """Things, what is said of them, and the reports that say it."""
        yield self.author
        yield from (self._thing(iri, item) for iri, item in self.graph.things.items())
        rests: defaultdict[str, list[str]] = defaultdict(list)
        for item in statements(self.graph):
            for made in self._said(item):
                yield made
                for key in item.documents:
                    rests[key].append(made.id)
        for key, document in self.graph.documents.items():
            yield self._report(document, rests[key])

    def uuid(self, name: str) -> uuid.UUID:
        """The id of a name in this graph."""
        return uuid.uuid5(_SPACE, f"{self.graph.base} {name}")

    def _common(self, kind: str, name: str, created: str) -> dict[str, Any]:
        times = {"created": created, "modified": created}
        return {"id": f"{kind}--{self.uuid(name)}", "created_by_ref": self.author.id, **times}

    def _thing_id(self, iri: str, item: Entity) -> str:
        return f"{'location' if self.ontology.is_a(item.type, 'Place') else 'identity'}--{self.uuid(iri)}"

    def _thing(self, iri: str, item: Entity) -> Any:
        words = ", ".join(filter(None, (item.type, "described, not named" if item.origin == DESCRIBED else "")))
        links = [{"source_name": "sameAs", "url": link} for link in item.same_as]
        names = f"; also: {', '.join(map(legal, item.aliases))}" if item.aliases else ""
        known = self._common(self.ids[iri].partition("--")[0], iri, self.first)
        known |= {"name": legal(item.label), "description": words + names, "external_references": links or None}
        if not self.ids[iri].startswith("location"):
            kinds = (kind for name, kind in _CLASSES.items() if self.ontology.is_a(item.type, name))
            return self.library.Identity(**_filled(known), identity_class=next(kinds, "unknown"))
        code = self.countries.code(iri)
        # a location has to be somewhere: in a country by its code, or in a region, and that is then what it is called
        where = {"country": code} if code else {"region": legal(item.label)}
        city = legal(item.label) if item.type == "City" else None
        point = dict(zip(("latitude", "longitude"), coordinates(self.graph, iri) or (), strict=False))
        return self.library.Location(**_filled({**known, **where, **point, "city": city}))

    def _said(self, item: Statement) -> Iterator[Any]:
        """A relationship of a fact, a note of anything else, and an opinion on the fact that it speaks against or for."""
        if item.asserted and item.target:
            yield self._relationship(item)
            return
        yield self._note(item)
        claim = item.claim
        support = self.graph.support.get((claim.subject, claim.property.iri, claim.object), ())
        if support and item.target and claim.modality is Modality.ACTUAL and item.sources:
            yield self._opinion(item, support[0].id)

    def _relationship(self, item: Statement) -> Any:
        first, last = (_stamp(day) for day in item.days)
        return self.library.Relationship(
            **_filled(
                {
                    **self._common("relationship", item.id, _stamp(item.published) or self.first),
                    "relationship_type": slug(item.relation).lower().replace("_", "-").replace(".", "-"),
                    "source_ref": self.ids[item.claim.subject],
                    "target_ref": self.ids[item.target],
                    "description": f"{item.sentence}\n{_lines(item)}",
                    "start_time": first,
                    "stop_time": last if last > first else None,  # STIX wants it to be later
                    "confidence": round(item.claim.confidence * 100),
                    "external_references": _references(item),
                }
            )
        )

    def _note(self, item: Statement) -> Any:
        spoken = dict.fromkeys((item.claim.subject, item.target, *item.claim.sources, item.claim.place))
        return self.library.Note(
            **_filled(
                {
                    **self._common("note", item.id, _stamp(item.published) or self.first),
                    "abstract": item.title,
                    "content": f"{item.sentence}\n{_lines(item)}",
                    "authors": list(item.sources) or None,
                    "object_refs": [self.ids[iri] for iri in spoken if iri],
                    "confidence": round(item.claim.confidence * 100),
                    "external_references": _references(item),
                }
            )
        )

    def _opinion(self, item: Statement, fact: str) -> Any:
        denied = item.claim.polarity is Polarity.NEGATED
        return self.library.Opinion(
            **self._common("opinion", f"opinion {item.id}", _stamp(item.published) or self.first),
            opinion="disagree" if denied else "agree",
            explanation=f"{item.title}: {item.sentence}",
            authors=list(item.sources),
            object_refs=[f"relationship--{self.uuid(fact)}"],
        )

    def _report(self, item: Document, rests: list[str]) -> Any:
        published = _stamp(item.published)
        undated = "" if published else " (its date is not known)"
        links = [{"source_name": legal(item.publisher) or "url", "url": item.url}] if item.url else None
        return self.library.Report(
            **_filled(
                {
                    **self._common("report", self.graph.minter.document(item.id), published or self.first),
                    "name": legal(item.title or item.id),
                    "description": legal(f"{item.id}{f', {item.publisher}' if item.publisher else ''}{undated}"),
                    "published": published or self.first,
                    "object_refs": rests or [self.author.id],
                    "report_types": ["observed-data"],
                    "external_references": links,
                }
            )
        )


def _filled(known: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known: STIX has no empty values."""
    return {name: value for name, value in known.items() if value not in (None, "", [])}


def _stamp(time: str) -> str:
    """The first moment of the first day of a time, in UTC; "" when it is not known."""
    found = days(time)
    return f"{found[0]}T00:00:00.000Z" if found and found[0] > "0001" else ""


def _references(item: Statement) -> list[dict[str, str]]:
    return [
        {"source_name": "kg", "external_id": item.id},
        *({"source_name": "document", "url": url} for url in item.urls),
    ]


def _lines(item: Statement) -> str:
    known = {
        "stands as": item.title,
        "time": item.claim.time,
        "place": item.place_label,
        "further": "; ".join(item.qualifiers),
        "documents": "; ".join(item.documents),
    }
    return "\n".join(f"{name}: {legal(text)}" for name, text in known.items() if text)
