"""The RDF of single claims, each with all that belongs to it: for formats that hand claims out one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from kg.export.rdf_files import curie
from kg.graph.content import GraphContent
from kg.graph.terms import Term
from kg.graph.triples import Row, claims_layer
from kg.iri import KG, NIF, PROV, RDF, XSD

# what leads from a claim to nodes of its own, and from these to the sentence and the document that they are of
_ROLES = (KG + "qualifier",)
_PLACES = (KG + "evidence", PROV + "wasDerivedFrom", NIF + "referenceContext")
_EMBEDDED = {*_ROLES, *_PLACES}


class ClaimRdf:
    """The claims layer of a graph by its nodes."""

    def __init__(self, graph: GraphContent) -> None:
        self.graph = graph
        self._rows: defaultdict[str, list[tuple[str, Term]]] = defaultdict(list)
        for subject, predicate, target in claims_layer(graph):
            self._rows[subject].append((predicate, target))

    def said(self, claim: str) -> list[Row]:
        """The claim itself and the further roles in it, without where it stands."""
        return [row for row in self._reached(claim, _ROLES) if row[1] not in _PLACES]

    def found(self, claim: str) -> list[Row]:
        """Where it stands: its evidence, the sentences, the documents."""
        return [row for row in self._reached(claim, _PLACES) if row[0] != claim or row[1] in _PLACES]

    def node(self, iri: str, prefixes: Mapping[str, str], *, whole: bool = True) -> dict[str, Any]:
        """A node as compact JSON-LD, with the nodes that belong to it inside when it is `whole`."""
        made: dict[str, Any] = {"@id": curie(iri, prefixes)}
        values: defaultdict[str, list[Any]] = defaultdict(list)
        for predicate, target in self._rows[iri]:
            if predicate == RDF + "type":
                values["@type"].append(curie(str(target), prefixes))
                continue
            # a sentence stands below the evidence that names its words, and not a second time below the claim
            inside = whole and predicate in _EMBEDDED and not self._is_sentence_of_claim(iri, predicate)
            name = curie(predicate, prefixes)
            values[name].append(self.node(str(target), prefixes) if inside else _json(target, prefixes))
        return made | {name: found[0] if len(found) == 1 else found for name, found in values.items()}

    def _is_sentence_of_claim(self, iri: str, predicate: str) -> bool:
        return predicate == PROV + "wasDerivedFrom" and (RDF + "type", KG + "Claim") in self._rows[iri]

    def _reached(self, claim: str, predicates: tuple[str, ...]) -> Iterator[Row]:
        """Rows of the claim and of the nodes that `predicates` lead to, each node once."""
        seen, waiting = {claim}, [claim]
        while waiting:
            node = waiting.pop(0)
            for predicate, target in self._rows[node]:
                yield node, predicate, target
                if predicate in predicates and isinstance(target, str) and target not in seen:
                    seen.add(target)
                    waiting.append(target)


def context(node: Any, prefixes: Mapping[str, str]) -> dict[str, str]:
    """Those of the prefixes that compact JSON-LD uses."""
    used = set(_prefixes(node))
    return {name: iri for name, iri in prefixes.items() if name in used}


def _prefixes(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, found in node.items():
            yield key.partition(":")[0]
            if key in ("@id", "@type"):
                yield from (item.partition(":")[0] for item in (found if isinstance(found, list) else [found]))
            elif key != "@value":
                yield from _prefixes(found)
    elif isinstance(node, list):
        for item in node:
            yield from _prefixes(item)


def _json(item: Term, prefixes: Mapping[str, str]) -> Any:
    if isinstance(item, str):
        return {"@id": curie(item, prefixes)}
    assert isinstance(item, ox.Literal)
    datatype = item.datatype.value
    return item.value if datatype == XSD + "string" else {"@value": item.value, "@type": curie(datatype, prefixes)}
