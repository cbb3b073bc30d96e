"""Whole documents: their names, the relations between them, and coreference.

Gold: `{"id", "text", "entities": [{"id", "start", "end", "type"}], "relations": [{"type", "head", "tail"}], "clusters": [[[start, end],
...], ...]}`; head and tail are ids of entities, or "head_span" and "tail_span" are their characters. Predicted: the same with spans, as
`kg analyse` writes it. What the gold rows lack is not measured.

`names` can say what predicted types are called in the gold file: `{"entities": {"PERSON": "Person"}, "relations": {"supports":
"Support"}, "undirected": ["Meet"]}`. Predicted names that are not in it are left out of labelled figures, and so are gold names that
no predicted one stands for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.evaluation.coreference import Coreference
from kg.evaluation.matching import most_pairs
from kg.evaluation.scores import Figures, prf

Row = Mapping[str, Any]
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Name:
    type: str
    span: Range


@dataclass(frozen=True, slots=True)
class _Relation:
    """`heads` and `tails` are mentions any of which will do."""

    type: str
    heads: tuple[Range, ...]
    tails: tuple[Range, ...]


def score(gold: Sequence[Row], predicted: Mapping[str, Row], names: Mapping[str, Any] | None = None) -> Figures:
    """Entities, relations and coreference of documents.

    `entities`: same type and same span (the exact match of CoNLL-2003; Tjong Kim Sang and De Meulder 2003). `entities_overlap`: same
    type, a character in common. `entities_span`: same span, any type. `rel_pair`: head and tail of a gold relation found, each with a
    character in common, whatever the relation is called; `rel_label`: with the right name too. All one to one. Coreference: see
    coreference.py.
    """
    given = names or {}
    counts: Counter[str] = Counter()
    coreference = Coreference()
    for row in gold:
        own = predicted.get(str(row["id"]), {})
        if "entities" in row:
            _count_entities(row, own, given.get("entities"), counts)
        if "relations" in row:
            _count_relations(row, own, given, counts)
        if "clusters" in row:
            coreference.add(row["clusters"], own.get("clusters", ()), str(row.get("text", "")))
    figures: Figures = {}
    for measure, kind in _MEASURES.items():
        if counts[f"{kind}_gold"]:
            figures[measure] = prf(counts[measure], counts[f"{kind}_own"], counts[f"{kind}_gold"])
    return figures | (coreference.figures if coreference.counts["clusters_gold"] else {})


_MEASURES = {  # -> what it counts
    "entities": "entity",
    "entities_overlap": "entity",
    "entities_span": "entity",
    "rel_pair": "relation",
    "rel_label": "named_relation",
}


def _count_entities(row: Row, own: Row, types: Mapping[str, str] | None, counts: Counter[str]) -> None:
    kept = None if types is None else set(types.values())
    true = [_Name(item["type"], (item["start"], item["end"])) for item in row["entities"]]
    true = [item for item in true if kept is None or item.type in kept]
    found = [_Name(_renamed(item["type"], types), (item["start"], item["end"])) for item in own.get("entities", ())]
    found = [item for item in found if item.type]
    counts["entity_gold"] += len(true)
    counts["entity_own"] += len(found)
    counts["entities"] += len(most_pairs(found, true, lambda one, other: one == other))
    counts["entities_span"] += len(most_pairs(found, true, lambda one, other: one.span == other.span))
    counts["entities_overlap"] += len(
        most_pairs(found, true, lambda one, other: one.type == other.type and _touch(one.span, other.span))
    )


def _count_relations(row: Row, own: Row, names: Mapping[str, Any], counts: Counter[str]) -> None:
    types: Mapping[str, str] | None = names.get("relations")
    undirected = frozenset(names.get("undirected", ()))
    kept = None if types is None else set(types.values())
    spans = {item["id"]: (item["start"], item["end"]) for item in row.get("entities", ()) if "id" in item}
    true = [
        _Relation(item["type"], _ends(item, "head", spans), _ends(item, "tail", spans))
        for item in row["relations"]
        if kept is None or item["type"] in kept
    ]
    found = [
        _Relation(_renamed(item["type"], types), _ends(item, "head", spans), _ends(item, "tail", spans))
        for item in own.get("relations", ())
    ]
    named = [item for item in found if item.type]

    def same_pair(one: _Relation, other: _Relation) -> bool:
        if _any_touch(one.heads, other.heads) and _any_touch(one.tails, other.tails):
            return True
        turned = other.type in undirected
        return turned and _any_touch(one.heads, other.tails) and _any_touch(one.tails, other.heads)

    counts["relation_gold"] += len(true)
    counts["named_relation_gold"] += len(true)
    counts["relation_own"] += len(found)
    counts["named_relation_own"] += len(named)
    counts["rel_pair"] += len(most_pairs(found, true, same_pair))
    counts["rel_label"] += len(
        most_pairs(named, true, lambda one, other: one.type == other.type and same_pair(one, other))
    )


def _renamed(name: str, names: Mapping[str, str] | None) -> str:
    """What a predicted name is called in the gold file; "" for nothing there."""
    return name if names is None else names.get(name, "")


def _ends(relation: Row, end: str, spans: Mapping[str, Range]) -> tuple[Range, ...]:
    if relation.get(f"{end}_all"):
        return tuple(spans[name] for name in relation[f"{end}_all"])
    if relation.get(f"{end}_span"):
        start, stop = relation[f"{end}_span"]
        return ((start, stop),)
    return (spans[relation[end]],)


def _touch(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _any_touch(these: tuple[Range, ...], others: tuple[Range, ...]) -> bool:
    return any(_touch(one, other) for one in these for other in others)
