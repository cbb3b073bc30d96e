"""A graph in the formats of other tools. Every exporter takes a graph and gives bytes, the same for the same graph.

All but `trig`, `nquads` and `jsonl` hold the facts alone: what the documents assert. `trig` and `nquads` hold the
claims and their evidence too, `jsonl` is `claims.jsonl`; `events` and `dyads` are tables of political events. A fact without an
object ("Ada Quill died") is no edge: in `graphml` and `gexf` it stands at its node, in `csv` in a row without an object's IRI.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import networkx
import pyoxigraph as ox

from kg.errors import ExportError
from kg.export import event_table
from kg.graph import claims_json, dataset, triples
from kg.graph.content import GraphContent
from kg.graph.network import relation_attributes, to_networkx
from kg.graph.sanitize import defused
from kg.iri import RDF
from kg.model import Value

_COLUMNS = (
    *("subject", "subject_label", "subject_type", "property", "property_label"),
    *("object", "object_label", "object_type", "time", "start", "end", "place"),
    *("confidence", "published", "documents", "sentence"),
)
_TABLES = ("csv", "events", "dyads")


def export(graph: GraphContent, format: str, *, bom: bool = False) -> bytes:
    """`graph` in a format of `EXPORTERS`; a table with a byte order mark when `bom`, by which Excel knows UTF-8.

    Raises ExportError when there is no such format, or it is no table.
    """
    if format not in EXPORTERS:
        raise ExportError(f"there is no export format {format!r}", hint="one of " + ", ".join(EXPORTERS))
    if bom and format not in _TABLES:
        raise ExportError(f"{format} has no byte order mark", hint="only tables need one: " + ", ".join(_TABLES))
    return codecs.BOM_UTF8 * bom + EXPORTERS[format](graph)


def turtle(graph: GraphContent) -> bytes:
    """Facts in RDF 1.1 Turtle (https://www.w3.org/TR/turtle/), as in `graph.ttl`."""
    return dataset.Texts(graph).facts()


def ntriples(graph: GraphContent) -> bytes:
    """Facts in N-Triples (https://www.w3.org/TR/n-triples/), a line a triple."""
    return _serialized(ox.serialize(_facts(graph), format=ox.RdfFormat.N_TRIPLES))


def trig(graph: GraphContent) -> bytes:
    """Facts and claims in TriG (https://www.w3.org/TR/trig/), as in `graph.trig`."""
    return dataset.Texts(graph).trig()


def nquads(graph: GraphContent) -> bytes:
    """Facts and claims in N-Quads (https://www.w3.org/TR/n-quads/), a line a quad."""
    return _serialized(ox.serialize(dataset.quads(graph), format=ox.RdfFormat.N_QUADS))


def jsonld(graph: GraphContent) -> bytes:
    """Facts in JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), an object an entity, with the prefixes as context."""
    nodes = json.loads(_serialized(ox.serialize(_facts(graph), format=ox.RdfFormat.JSON_LD)))
    content = {"@context": graph.prefixes, "@graph": [_compact(node, graph.prefixes) for node in nodes]}
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def graphml(graph: GraphContent) -> bytes:
    """Facts in GraphML (http://graphml.graphdrawing.org), for yEd, Gephi, Cytoscape, igraph."""
    text = io.BytesIO()
    # not write_graphml, whose bytes depend on whether lxml is installed
    networkx.write_graphml_xml(to_networkx(graph), text, edge_id_from_attribute="id")
    return text.getvalue()


def gexf(graph: GraphContent) -> bytes:
    """Facts in GEXF 1.2 (https://gexf.net), for Gephi."""
    text = io.BytesIO()
    networkx.write_gexf(to_networkx(graph), text)
    # the day of writing and the version of networkx, which would change the bytes of the same graph
    return re.sub(rb"<meta[^>]*>\s*<creator>[^<]*</creator>", b"<meta><creator>kg</creator>", text.getvalue(), count=1)


def edges_csv(graph: GraphContent) -> bytes:
    """Facts as an edge list (RFC 4180, UTF-8), a row a fact.

    A cell that a spreadsheet would take for a formula has an apostrophe put before it (https://owasp.org/www-community/
    attacks/CSV_Injection): read IRIs from `turtle` or `jsonl` where every character counts.
    """
    return _csv(_COLUMNS, _edges(graph))


def events_csv(graph: GraphContent) -> bytes:
    """Claims with a PLOVER class as actor, event and recipient (RFC 4180, UTF-8), a row a claim: what is only claimed, too."""
    return _csv(event_table.EVENT_COLUMNS, event_table.event_rows(graph))


def dyads_csv(graph: GraphContent) -> bytes:
    """Events of pairs of countries by month (RFC 4180, UTF-8), a row a pair and month: counts, and the mean score."""
    return _csv(event_table.DYAD_COLUMNS, event_table.dyad_rows(graph))


def _edges(graph: GraphContent) -> Iterator[tuple[str, ...]]:
    for (subject, relation, target), support in graph.support.items():
        best, known = support[0], relation_attributes(graph, support)
        act = graph.is_act(target)
        yield (
            *(subject, graph.label(subject), graph.entities[subject].type),
            *(relation, graph.label(relation)),
            "" if act or isinstance(target, Value) else target,
            graph.told(relation, target, best)[0] if act else graph.label(target),
            target.datatype if isinstance(target, Value) else graph.entities[target].type,
            *(str(known.get(name, "")) for name in ("time", "start", "end", "place")),
            *(
                f"{best.confidence:.3f}",
                str(known["published"]),
                str(known["documents"]),
                best.evidence[0].sentence.text,
            ),
        )


def _csv(columns: Sequence[str], cells: Iterable[Sequence[str | float]]) -> bytes:
    """A table; numbers stay numbers, also negative ones."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(columns)
    lines.writerows([defused(cell) if isinstance(cell, str) else cell for cell in row] for row in cells)
    return text.getvalue().encode()


def _compact(item: Any, prefixes: Mapping[str, str]) -> Any:
    """Expanded JSON-LD with CURIEs for IRIs, plain strings for plain literals, no lists of one."""
    if item.keys() == {"@value"}:
        return item["@value"]
    short: dict[str, Any] = {}
    for key, found in item.items():
        if key in ("@id", "@type"):
            short[key] = _curie(found, prefixes)
        elif key == "@value":
            short[key] = found
        else:
            values = [_compact(value, prefixes) for value in found]
            values = [value["@id"] for value in values] if key == RDF + "type" else values
            name = "@type" if key == RDF + "type" else _curie(key, prefixes)
            short[name] = values[0] if len(values) == 1 else values
    return short


def _curie(iri: str, prefixes: Mapping[str, str]) -> str:
    for name, start in prefixes.items():
        if iri.startswith(start) and iri != start:
            return f"{name}:{iri.removeprefix(start)}"
    return iri


EXPORTERS: dict[str, Callable[[GraphContent], bytes]] = {
    "turtle": turtle,
    "ntriples": ntriples,
    "trig": trig,
    "nquads": nquads,
    "jsonld": jsonld,
    "graphml": graphml,
    "gexf": gexf,
    "csv": edges_csv,
    "jsonl": claims_json.claims_jsonl,
    "events": events_csv,
    "dyads": dyads_csv,
}


def _facts(graph: GraphContent) -> list[ox.Triple]:
    return list(triples.triples(triples.facts_layer(graph)))


def _serialized(data: bytes | None) -> bytes:
    assert data is not None  # no file was named
    return data
