"""The page's data and drawing, written short: rows without their keys, what comes again once. `js/state.js` opens it.

A large page is mostly this: at ten thousand entities it is half as long as rows with keys would be, and is read as fast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from kg.page.page_data import ClaimRow, DocumentRow, EntityRow, EvidenceRow, PageData, PropertyRow, StatementRow

Json: TypeAlias = object

ROLES = ("subject", "predicate", "object", "cue", "speaker")
FIELDS = {
    "entities": list(EntityRow.__annotations__),
    "properties": list(PropertyRow.__annotations__),
    "documents": list(DocumentRow.__annotations__),
    "statements": list(StatementRow.__annotations__),
    "claims": list(ClaimRow.__annotations__),
    "evidence": list(EvidenceRow.__annotations__),
}


def compact(data: PageData) -> dict[str, Json]:
    """`data` as rows of values in the order of `fields`; `again` holds the values that rows name by number."""
    shared = _Again()
    base = data["base"]
    return {
        **{key: data[key] for key in ("title", "base", "kg", "kinds", "sentences", "outline", "places")},
        "roles": ROLES,
        "fields": FIELDS,
        "entities": [_row("entities", {**row, "iri": _short(row["iri"], base)}) for row in data["entities"]],
        "properties": [_row("properties", row) for row in data["properties"]],
        "documents": [_row("documents", row) for row in data["documents"]],
        "statements": [_statement(row, base, shared) for row in data["statements"]],
        "again": shared.values,
    }


def _row(kind: str, values: Mapping[str, Json]) -> list[Json]:
    return [values[field] for field in FIELDS[kind]]


class _Again:
    """Values that occur often, each once, in the order of their first use."""

    def __init__(self) -> None:
        self.values: list[Json] = []
        self._at: dict[Json, int] = {}

    def __call__(self, value: Json) -> int:
        key = tuple(value) if isinstance(value, list) else value
        if key not in self._at:
            self._at[key] = len(self.values)
            self.values.append(value)
        return self._at[key]


def _short(iri: str, base: str) -> str:
    """An IRI without the base that most share: "~" stands for it, "=" for nothing."""
    return f"~{iri[len(base) :]}" if iri.startswith(base) else f"={iri}"


def _statement(row: StatementRow, base: str, shared: _Again) -> list[Json]:
    claims = [_claim(claim, base, shared) for claim in row["claims"]]
    short = {**row, "datatype": shared(row["datatype"]), "status": shared(row["status"]), "claims": claims}
    short["words"] = shared(row["words"])
    return _row("statements", short)


def _claim(row: ClaimRow, base: str, shared: _Again) -> list[Json]:
    short = {
        **row,
        "iri": _short(row["iri"], base),
        "polarity": shared(row["polarity"]),
        "modality": shared(row["modality"]),
        "days": shared(row["days"]),
        "qualifiers": [shared(item) for item in row["qualifiers"]],
        "evidence": [_evidence(item, shared) for item in row["evidence"]],
    }
    return _row("claims", short)


def _evidence(row: EvidenceRow, shared: _Again) -> list[Json]:
    short = {
        **row,
        "marks": [number for start, end, role in row["marks"] for number in (start, end - start, ROLES.index(role))],
        "rules": shared(row["rules"]),
        "row": shared(row["row"]),
        "quoted": shared(row["quoted"]),
        "names": [shared(item) for item in row["names"]],
    }
    return _row("evidence", short)


def compact_drawing(
    nodes: Sequence[Mapping[str, Json]], edges: Sequence[Mapping[str, Json]], options: str, data: PageData
) -> dict[str, Json]:
    """What pyvis collected: of a node its size, its place, and its label where it is not the entity's; ends of edges."""
    short: list[list[Json]] = []
    for node, entity in zip(nodes, data["entities"], strict=True):
        row = [node["size"], node["x"], node["y"]]
        short.append([*row, node["label"]] if node["label"] != entity["label"] else row)
    return {"nodes": short, "edges": [end for edge in edges for end in (edge["from"], edge["to"])], "options": options}
