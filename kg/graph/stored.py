"""Parts of a stored graph, of which no more is held than its entities: claims and documents are read one after the other, and those of
the part are kept. That takes seconds for a million claims, where all of them would not fit into memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from kg.errors import PartError
from kg.graph import store, subgraph
from kg.graph.content import GraphContent
from kg.graph.generations import reading
from kg.graph.serialization import decode
from kg.model import Claim, Document, Entity

Graph = TypeVar("Graph", bound=GraphContent)


class StoredGraph(Generic[Graph]):
    """The graph that holds under a folder whenever something is asked of it; `kind` is the class of its parts.

    Raises StoreError when there is none, or it is damaged or of another version.
    """

    def __init__(self, kind: type[Graph], out: Path) -> None:
        self.out = out
        self._kind = kind
        self._named = lru_cache(maxsize=1)(_entities)  # by generation: a new one is another graph
        with reading(out) as generation:
            store.base(generation)

    def entity(self, name: str) -> tuple[Entity, ...]:
        """The entities that are called so, by label, other name or IRI; PartError with the nearest names when there is none."""
        with reading(self.out) as generation:
            known = self._named(generation)
        return tuple(known.entities[iri] for iri in subgraph.with_name(known, name))

    def part(
        self,
        *focus: str,
        depth: int = 1,
        since: str = "",
        until: str = "",
        claims: bool = True,
        named: bool = False,
        min_confidence: float = 0.0,
    ) -> Graph:
        """What is said around some entities, as a graph of its own; see `kg.graph.subgraph`. PartError when none are named."""
        if not focus:
            raise PartError("it is not said around what", hint="name an entity, or load the whole graph: kg.load")
        with reading(self.out) as generation:
            known = self._named(generation)
            middle = {iri for name in focus for iri in subgraph.with_name(known, name)}
            whole = self._around(generation, known, middle, depth)
        there = sorted(middle & whole.things.keys())
        if not there:
            raise PartError(
                "nothing is said of it", where=", ".join(focus), hint="it stands only beside what others do"
            )
        times = {"since": since, "until": until}
        return subgraph.part(
            whole, there, depth=depth, claims=claims, named=named, min_confidence=min_confidence, **times
        )

    def _around(self, generation: Path, known: GraphContent, middle: set[str], depth: int) -> Graph:
        """All that is said among the entities up to `depth` statements away."""
        reached, fresh = set(middle), set(middle)
        for _ in range(depth):
            near: set[str] = set()
            for claim in _claims(generation):
                ends = _ends(claim, known)
                if not fresh.isdisjoint(ends) or not middle.isdisjoint(claim.get("sources", ())):
                    near |= ends
            fresh = near - reached
            reached |= near
        found = [claim for claim in _claims(generation) if _ends(claim, known) <= reached]
        documents = _documents(generation, {_document_id(item) for claim in found for item in claim["evidence"]})
        texts = {document.id: document.text for document in documents}
        used = {iri for claim in found for iri in _speaks_of(claim)}
        return self._kind.of(
            (known.entities[iri] for iri in sorted(used) if iri in known.entities),
            (decode(Claim, claim, texts) for claim in found),
            documents,
            base=known.base,
            info=known.info,
        )


def _entities(generation: Path) -> GraphContent:
    """The entities alone."""
    header = store.header(generation)
    found = (decode(Entity, data, {}) for data in store.records(generation, "entity"))
    return GraphContent(header["base"], {entity.id: entity for entity in found}, (), {}, info=header["info"])


def _claims(generation: Path) -> Iterator[Mapping[str, Any]]:
    return store.records(generation, "claim")


def _documents(generation: Path, wanted: set[str]) -> list[Document]:
    return [decode(Document, data, {}) for data in store.records(generation, "document") if data["id"] in wanted]


def _document_id(evidence: Mapping[str, Any]) -> str:
    document_id, *_ = evidence["sentence"]
    return str(document_id)


def _ends(claim: Mapping[str, Any], known: GraphContent) -> set[str]:
    """The things that a claim is between; neither a value nor an act is one."""
    target = claim["object"]
    return {claim["subject"]} | ({target} if isinstance(target, str) and target in known.things else set())


def _speaks_of(claim: Mapping[str, Any]) -> Iterable[str]:
    """All that a claim names; what is no entity is none of the graph's."""
    target = claim["object"]
    yield claim["subject"]
    yield from claim.get("sources", ())
    yield from (item["entity"] for item in claim.get("qualifiers", ()) if "entity" in item)
    yield claim.get("place", "")
    if isinstance(target, str):
        yield target
