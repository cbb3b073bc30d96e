"""A graph for property graph databases: CSV for `neo4j-admin database import`, and Cypher with MERGE for Neo4j, Memgraph and LadybugDB.

Things are nodes labelled with their class, facts relationships typed with their property (`SUPPORTS`). A claim, fact or not, is a
node `Claim` with the relationships `CLAIM_SUBJECT`, `CLAIM_OBJECT`, `CLAIM_SOURCE`, `CLAIM_PLACE` and, a relationship for each place in
a text, `CLAIM_EVIDENCE` to its `Document`: so that what is only claimed is never a relationship between two things. A fact names
the claims it stands on. All ids are IRIs.

The Cypher keeps to what the three understand: a label for each node, single statements. LadybugDB needs `schema.cypher` first.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias, TypeVar

from kg.export.statements import Statement, statements
from kg.export.tables import day
from kg.graph.content import GraphContent, phrase
from kg.graph.network import relation_attributes
from kg.graph.sanitize import defused, legal
from kg.iri import local_name, slug
from kg.model import Claim, Value

Cell: TypeAlias = "str | bool | int | float | date | tuple[str, ...]"
Cells: TypeAlias = Mapping[str, "Cell | None"]
Item = TypeVar("Item")
SEPARATOR = "\x1f"  # of lists in a cell of CSV: no text of a graph holds it
# kind of a column: for neo4j-admin, for LadybugDB
_KINDS: dict[type, tuple[str, str]] = {
    str: ("", "STRING"),
    bool: (":boolean", "BOOLEAN"),
    int: (":int", "INT64"),
    float: (":double", "DOUBLE"),
    tuple: (":string[]", "STRING[]"),
    date: (":date", "DATE"),
}
_OURS: dict[str, dict[str, type]] = {
    "Value": {"label": str, "datatype": str},
    "Claim": {
        **dict.fromkeys(("label", "property", "relation", "value", "datatype", "status", "polarity", "modality"), str),
        **dict.fromkeys(("asserted", "source_unnamed"), bool),
        **{"time": str, "begins": date, "ends": date, "qualifiers": tuple, "event": str, "confidence": float},
    },
    "Document": {
        **dict.fromkeys(("label", "url", "publisher", "published"), str),
        **{"day": date, "language": str},
    },
}
_THING: dict[str, type] = {"label": str, "origin": str, "aliases": tuple, "same_as": tuple}
_EVIDENCE: dict[str, type] = {"sentence": str, "phrase": str, "starts": int, "ends": int, "confidence": float}
_FACT: dict[str, type] = {
    **{"label": str, "property": str, "claims": tuple, "confidence": float, "time": str, "begins": date, "ends": date},
    **{"place": str, "documents": tuple, "published": str, "sentence": str},
}


@dataclass(frozen=True)
class Node:
    """A node: its one label, its IRI, and what is known of it."""

    label: str
    id: str
    cells: Cells


@dataclass(frozen=True)
class Relationship:
    """A relationship; `id` tells it from others of its type between the same nodes."""

    type: str
    start: Node
    end: Node
    id: str
    cells: Cells


def neo4j(graph: GraphContent) -> dict[str, bytes]:
    """`nodes/*.csv` and `relationships/*.csv` for neo4j-admin, its command in `import.txt`, and `graph.cypher`, `schema.cypher`."""
    found = _Collected(graph)
    nodes, relationships = list(found.nodes.values()), list(found.relationships())
    by_label, by_type = _groups(nodes, lambda item: item.label), _groups(relationships, lambda item: item.type)
    files = {f"nodes/{label}.csv": _node_csv(label, by_label[label]) for label in sorted(by_label)}
    files |= {f"relationships/{name}.csv": _relationship_csv(name, by_type[name]) for name in sorted(by_type)}
    options = ["--multiline-fields=true", "--array-delimiter=U+001F"]
    options += [f"--{path.partition('/')[0]}={path}" for path in files]
    command = " \\\n  ".join(["neo4j-admin database import full", *options, "neo4j"])
    return {
        **files,
        "import.txt": f"{command}\n".encode(),
        "schema.cypher": "".join(_schema(by_label, by_type)).encode(),
        "graph.cypher": "".join(_cypher(nodes, relationships)).encode(),
    }


class _Collected:
    """The nodes and relationships of a graph, in order."""

    def __init__(self, graph: GraphContent) -> None:
        self.graph = graph

    def label(self, kind: str) -> str:
        """The label of a class; one that is called like a label of ours gets a mark."""
        return f"{kind}_" if kind in _OURS else kind

    @cached_property
    def _labels(self) -> set[str]:
        return {self.label(item.type).upper() for item in self.graph.things.values()} | {name.upper() for name in _OURS}

    def type(self, relation: str) -> str:
        """The type of a property: pol:holdsPositionIn is HOLDS_POSITION_IN. LadybugDB wants it to be no label, either."""
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", local_name(relation))
        name = re.sub(r"[^A-Z0-9_]", "_", words.upper())
        name = name if name[:1].isalpha() else f"R_{name}"
        return f"{name}_" if name in self._labels or name.startswith("CLAIM_") else name

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """All nodes by IRI."""
        graph = self.graph
        found = [Node(self.label(item.type), iri, _thing(graph, iri)) for iri, item in graph.things.items()]
        values = {o for _, _, o in graph.facts if isinstance(o, Value)}
        found += [_value(item) for item in sorted(values, key=lambda item: (item.text, item.datatype))]
        found += [Node("Claim", graph.minter.claim(item.id), _claim(item)) for item in statements(graph)]
        found += [Node("Document", graph.minter.document(key), _document(graph, key)) for key in graph.documents]
        return {node.id: node for node in found}

    def relationships(self) -> Iterator[Relationship]:
        """Facts, then the parts of claims."""
        for (subject, relation, target), support in self.graph.support.items():
            if self.graph.is_act(target):
                continue  # what has no object is no relationship: its claim tells it
            end = self.nodes[_value(target).id if isinstance(target, Value) else target]
            cells = _fact(self.graph, support)
            yield Relationship(
                self.type(relation), self.nodes[subject], end, f"{support[0].id} {slug(relation)}", cells
            )
        for item in statements(self.graph):
            yield from self._parts(item)

    def _parts(self, item: Statement) -> Iterator[Relationship]:
        claim, node = item.claim, self.nodes[self.graph.minter.claim(item.id)]
        ends = [("SUBJECT", claim.subject), ("OBJECT", item.target), ("PLACE", claim.place)]
        ends += [("SOURCE", source) for source in claim.sources]
        for name, iri in ends:
            if iri:
                yield Relationship(f"CLAIM_{name}", node, self.nodes[iri], f"{item.id} {iri}", {})
        for number, evidence in enumerate(claim.evidence):
            sentence = evidence.sentence
            cells: Cells = {
                **{"sentence": legal(sentence.text), "phrase": legal(phrase(evidence))},
                **{"starts": sentence.start, "ends": sentence.end, "confidence": round(evidence.confidence, 3)},
            }
            document = self.nodes[self.graph.minter.document(evidence.document_id)]
            yield Relationship("CLAIM_EVIDENCE", node, document, f"{item.id} {number}", cells)


def _thing(graph: GraphContent, iri: str) -> Cells:
    entity = graph.entities[iri]
    aliases = tuple(map(legal, entity.aliases))
    return {"label": legal(entity.label), "origin": entity.origin, "aliases": aliases, "same_as": entity.same_as}


def _value(item: Value) -> Node:
    text = legal(item.text)
    return Node("Value", f'"{text}"^^<{item.datatype}>', {"label": text, "datatype": item.datatype})


def _claim(item: Statement) -> Cells:
    claim = item.claim
    value = claim.object if isinstance(claim.object, Value) else Value("", "")
    return {
        **{"label": item.title, "property": claim.property.iri, "relation": item.relation},
        **{"value": legal(value.text), "datatype": value.datatype, "status": item.status},
        **{"polarity": claim.polarity.value, "modality": claim.modality.value, "asserted": claim.asserted},
        **{"source_unnamed": claim.source_unnamed, "time": legal(claim.time)},
        **{"begins": day(item.days[0]), "ends": day(item.days[1]), "qualifiers": item.qualifiers},
        **{"event": claim.event, "confidence": round(claim.confidence, 3)},
    }


def _document(graph: GraphContent, key: str) -> Cells:
    item = graph.documents[key]
    texts = {"label": item.title or key, "url": item.url, "publisher": item.publisher, "published": item.published}
    return {name: legal(text) for name, text in texts.items()} | {
        "day": day(item.published),
        "language": item.language,
    }


def _fact(graph: GraphContent, support: tuple[Claim, ...]) -> Cells:
    known = relation_attributes(graph, support)
    return {
        **{"label": known["label"], "property": known["iri"], "claims": tuple(claim.id for claim in support)},
        **{"confidence": known["confidence"], "time": known.get("time"), "place": known["place"]},
        **{"begins": day(str(known.get("start", ""))), "ends": day(str(known.get("end", "")))},
        "documents": tuple(sorted({legal(item.document_id) for claim in support for item in claim.evidence})),
        **{"published": known["published"], "sentence": known["sentence"]},
    }


def _groups(items: Iterable[Item], name: Callable[[Item], str]) -> dict[str, list[Item]]:
    found: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        found[name(item)].append(item)
    return found


def _columns(name: str) -> dict[str, type]:
    """What is known of the nodes of a label, or of relationships of a type."""
    if name.startswith("CLAIM_"):
        return _EVIDENCE if name == "CLAIM_EVIDENCE" else {}
    return _OURS.get(name) or (_FACT if name.isupper() else _THING)


def _node_csv(label: str, nodes: Iterable[Node]) -> bytes:
    columns = _columns(label)
    return _csv(
        ["id:ID", *_head(columns), ":LABEL"], ([node.id, *_cells(columns, node.cells), label] for node in nodes)
    )


def _relationship_csv(name: str, items: Iterable[Relationship]) -> bytes:
    columns = _columns(name)
    rows = ([item.start.id, item.end.id, item.id, *_cells(columns, item.cells), name] for item in items)
    return _csv([":START_ID", ":END_ID", "id", *_head(columns), ":TYPE"], rows)


def _head(columns: Mapping[str, type]) -> list[str]:
    return [f"{name}{_KINDS[kind][0]}" for name, kind in columns.items()]


def _cells(columns: Mapping[str, type], cells: Cells) -> Iterator[str]:
    for name in columns:
        cell = cells.get(name)
        if isinstance(cell, tuple):
            yield defused(SEPARATOR.join(cell))
        else:
            yield "" if cell is None else str(cell).lower() if isinstance(cell, bool) else defused(str(cell))


def _csv(head: list[str], rows: Iterable[list[str]]) -> bytes:
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(head)
    lines.writerows(rows)
    return text.getvalue().encode()


def _schema(by_label: Mapping[str, list[Node]], by_type: Mapping[str, list[Relationship]]) -> Iterator[str]:
    """Statements for LadybugDB, whose tables are declared before anything is put into them."""
    for label in sorted(by_label):
        columns = "".join(f", `{name}` {_KINDS[kind][1]}" for name, kind in _columns(label).items())
        yield f"CREATE NODE TABLE `{label}`(id STRING{columns}, PRIMARY KEY(id));\n"
    for name in sorted(by_type):
        ends = sorted({(item.start.label, item.end.label) for item in by_type[name]})
        pairs = ", ".join(f"FROM `{start}` TO `{end}`" for start, end in ends)
        columns = "".join(f", `{name}` {_KINDS[kind][1]}" for name, kind in _columns(name).items())
        yield f"CREATE REL TABLE `{name}`({pairs}, id STRING{columns});\n"


def _cypher(nodes: Iterable[Node], relationships: Iterable[Relationship]) -> Iterator[str]:
    for node in nodes:
        yield f"MERGE (n:`{node.label}` {{id: {_literal(node.id)}}}){_set('n', node.cells)};\n"
    for item in relationships:
        ends = (
            f"({name}:`{end.label}` {{id: {_literal(end.id)}}})" for name, end in (("a", item.start), ("b", item.end))
        )
        merge = f"MERGE (a)-[r:`{item.type}` {{id: {_literal(item.id)}}}]->(b)"
        yield f"MATCH {', '.join(ends)} {merge}{_set('r', item.cells)};\n"


def _set(name: str, cells: Cells) -> str:
    known = {key: cell for key, cell in cells.items() if cell not in (None, "", ())}
    return " SET " + ", ".join(f"{name}.`{key}` = {_literal(cell)}" for key, cell in known.items()) if known else ""


def _literal(cell: Cell | None) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int | float):
        return repr(cell)
    if isinstance(cell, date):
        return f"date('{cell.isoformat()}')"
    if isinstance(cell, tuple):
        return "[" + ", ".join(map(_literal, cell)) + "]"
    return "'" + "".join(_ESCAPES.get(char, char) for char in str(cell)) + "'"


_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
