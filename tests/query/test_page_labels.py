"""Pages, authors and days of documents in all that says where a claim stands."""

import json
from dataclasses import replace

from strategies import HERALD, SAMPLE, SUPPORTS, VISITS

from kg.export.tables import evidence_rows
from kg.graph import dataset
from kg.graph.claims_json import claims_jsonl
from kg.graph.date_ranges import latest
from kg.graph.pieces import content, groups
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Page
from kg.query.explain import explanations

PAGED = replace(HERALD, author="Cy Vale", pages=(Page(0, "p. 1"), Page(90, "p. 2")))


def graph() -> KnowledgeGraph:
    """The sample with a page break in one of its documents."""
    made = SAMPLE.graph()
    documents = [PAGED if document.id == PAGED.id else document for document in made.documents.values()]
    return KnowledgeGraph.of(made.entities.values(), made.claims, documents)


def test_where_a_claim_stands_is_told_by_page() -> None:
    """In explanations, claims.jsonl, RDF and tables; a document without pages has none."""
    made = graph()
    (found,) = explanations(made, VISITS.id)
    assert (
        ", Cy Vale, The Invented Herald (invented), 2019-03-28 (herald.txt), p. 2, characters 97-149" in found.render()
    )
    rows = [json.loads(line) for line in claims_jsonl(made).splitlines()]
    pages = {(row["id"], item["document"], item.get("page")) for row in rows for item in row["evidence"]}
    assert {
        (VISITS.id, "herald.txt", "p. 2"),
        (SUPPORTS.id, "herald.txt", "p. 1"),
        (SUPPORTS.id, "courier.md", None),
    } <= pages
    assert {(row[0], row[-1]) for row in evidence_rows(made)} >= {(VISITS.id, "p. 2"), (SUPPORTS.id, "")}
    text = b"".join(content(dataset.claims(made, groups(made, None)))).decode()
    assert 'kg:page "p. 2"' in text
    assert 'schema:author "Cy Vale"' in text


def test_what_names_no_time_is_so_by_the_day_of_its_first_document() -> None:
    """It is no time of the claim, and of what is planned nothing is known."""
    made = graph()
    assert latest(made, SUPPORTS) == "2019-03-28"
    assert latest(made, VISITS) == ""
    text = b"".join(content(dataset.claims(made, groups(made, None)))).decode()
    block = text[text.index(f"\nclaim:{SUPPORTS.id} a ") :].partition("\n\n")[0]
    assert 'kg:latest "2019-03-28"^^xsd:date' in block
    assert "kg:time" not in block
    row = next(json.loads(line) for line in claims_jsonl(made).splitlines() if SUPPORTS.id in line.decode())
    assert (row["latest"], row["time"]) == ("2019-03-28", None)
