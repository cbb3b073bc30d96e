"""The page's data as the page's script opens them (`state.js`): rows with keys again."""

from __future__ import annotations

from typing import Any


def opened_data(short: dict[str, Any]) -> dict[str, Any]:
    """What `kg.page.packed_json.compact` was given."""
    again, fields, base, roles = short["again"], short["fields"], short["base"], short["roles"]

    def rows(kind: str, values: list[list[Any]]) -> list[dict[str, Any]]:
        return [dict(zip(fields[kind], row, strict=True)) for row in values]

    def iri(text: str) -> str:
        return (base if text[0] == "~" else "") + text[1:]

    data = {key: short[key] for key in ("title", "base", "kg", "kinds", "sentences", "outline", "places")}
    data.update({kind: rows(kind, short[kind]) for kind in ("entities", "properties", "documents", "statements")})
    for entity in data["entities"]:
        entity["iri"] = iri(entity["iri"])
    for statement in data["statements"]:
        statement.update({key: again[statement[key]] for key in ("datatype", "status", "words")})
        statement["claims"] = rows("claims", statement["claims"])
        for claim in statement["claims"]:
            claim.update({key: again[claim[key]] for key in ("polarity", "modality", "days")})
            claim["iri"] = iri(claim["iri"])
            claim["qualifiers"] = [again[item] for item in claim["qualifiers"]]
            claim["evidence"] = rows("evidence", claim["evidence"])
            for item in claim["evidence"]:
                item.update({key: again[item[key]] for key in ("rules", "row", "quoted")})
                item["names"] = [again[name] for name in item["names"]]
                marks = zip(item["marks"][::3], item["marks"][1::3], item["marks"][2::3], strict=True)
                item["marks"] = [[start, start + length, roles[role]] for start, length, role in marks]
    return data


def opened_drawing(short: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """What pyvis was given, as far as the data do not say it already."""
    nodes = []
    for number, row in enumerate(short["nodes"]):
        label = row[-1] if isinstance(row[-1], str) else data["entities"][number]["label"]
        places = [value for value in row[1:] if not isinstance(value, str)]
        nodes.append({"id": number, "size": row[0], "x": places[0], "y": places[1], "label": label})
    ends = zip(short["edges"][::2], short["edges"][1::2], strict=True)
    edges = [{"id": number, "from": start, "to": end} for number, (start, end) in enumerate(ends)]
    return {"nodes": nodes, "edges": edges}
