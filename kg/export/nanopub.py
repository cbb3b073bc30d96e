"""Claims as nanopublications (https://nanopub.net/guidelines/working_draft/)
in TriG: each with an assertion, its provenance and who made it.

The assertion of a fact is its plain triple and the claim; that of anything else is the claim alone (a reified statement with
polarity, modality and source), so that all assertions together still assert nothing that is only claimed. No time of creation is
given, since the same graph has the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.export.claim_rdf import ClaimRdf
from kg.graph import turtle
from kg.graph.content import GraphContent
from kg.graph.terms import literal, term
from kg.graph.triples import Row, triples
from kg.iri import DCTERMS, KG, PROV, RDF

NP = "http://www.nanopub.org/nschema#"
_PARTS = {"assertion": "hasAssertion", "provenance": "hasProvenance", "pubinfo": "hasPublicationInfo"}


def nanopub(graph: GraphContent) -> bytes:
    """A nanopublication a claim, in the order of their ids."""
    rdf, prefixes = ClaimRdf(graph), {**graph.prefixes, "np": NP}
    text = [turtle.head(prefixes)]
    for claim_id in graph.claims_by_id:
        for name, rows in _graphs(graph, rdf, claim_id):
            body = turtle.body(triples(rows), prefixes)
            text.append(f"<{name}> {{\n".encode() + body.rstrip(b"\n") + b"\n}\n\n")
    return b"".join(text)


def _graphs(graph: GraphContent, rdf: ClaimRdf, claim_id: str) -> Iterator[tuple[str, Iterable[Row]]]:
    """The four graphs of one nanopublication, by their IRIs."""
    claim, node = graph.claims_by_id[claim_id], graph.minter.claim(claim_id)
    whole = graph.minter.nanopublication(claim_id)
    names = {part: graph.minter.nanopublication(claim_id, part) for part in ("head", *_PARTS)}
    links: list[Row] = [(whole, NP + link, names[part]) for part, link in _PARTS.items()]
    yield names["head"], [(whole, RDF + "type", NP + "Nanopublication"), *links]
    fact: list[Row] = [(claim.subject, claim.property.iri, term(claim.object))] if claim.asserted else []
    yield names["assertion"], [*fact, *rdf.said(node)]
    found = rdf.found(node)
    sentences = [target for subject, link, target in found if subject == node and link == PROV + "wasDerivedFrom"]
    origin: list[Row] = [(names["assertion"], PROV + "wasDerivedFrom", target) for target in sentences]
    said: list[Row] = [(names["assertion"], PROV + "wasAttributedTo", source) for source in claim.sources]
    yield names["provenance"], [*origin, *said, *found]
    versions = ", ".join(f"{name} {graph.info[name]}" for name in ("kg", "model") if name in graph.info)
    about: list[Row] = [(whole, DCTERMS + "creator", KG + "kg")]
    yield names["pubinfo"], [*about, *([(whole, DCTERMS + "description", literal(versions))] if versions else [])]
