"""The endpoint keeps the SPARQL 1.1 Protocol and, for reading, the Graph Store Protocol.

The cases have the names of the W3C's (https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/) and are written from the
specification. Those of updates that must succeed do not apply to an endpoint that is only read; there is a test that each is refused
and changes nothing: update_dataset_default_graph, update_dataset_default_graphs, update_dataset_named_graphs, update_dataset_full,
update_post_form, update_post_direct, update_base_uri.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from graph_files import quads_folder
from served import client
from starlette.testclient import TestClient
from strategies import NORTHLAND, QUILL, SAMPLE

from kg.iri import POL

DATA = [f"http://data.invalid/data{number}.rdf" for number in (1, 2, 3)]
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
DEFAULT, NAMED = "default-graph-uri", "named-graph-uri"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The sample graph with three named graphs, each of a document that says what it is."""
    out = tmp_path_factory.mktemp("out")
    SAMPLE.graph().save(out)
    kept = ox.Store(quads_folder(out))
    node = ox.NamedNode
    for iri in DATA:
        kept.add(ox.Quad(node(iri), node("http://data.invalid/type"), node("http://data.invalid/Document"), node(iri)))
    kept.flush()
    del kept
    with client(out) as found:
        yield found


def ask(served: TestClient, method: str = "GET", body: bytes = b"", kind: str = "", **more: Any) -> Any:
    """A response of the endpoint; `more` are parameters of the address, `body` is sent with the media type `kind`."""
    headers = {"Content-Type": kind} if kind else {}
    pairs = [(name.replace("_", "-"), value) for name, given in more.items() for value in _many(given)]
    address = f"/sparql?{urlencode(pairs)}" if pairs else "/sparql"
    return served.request(method, address, content=body, headers=headers)


def _many(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [given]


def form(*pairs: tuple[str, str]) -> bytes:
    return urlencode(pairs).encode()


IN_1 = f"ASK {{ <{DATA[0]}> ?p ?o }}"
IN_1_AND_2 = f"ASK {{ <{DATA[0]}> ?p ?o . <{DATA[1]}> ?q ?r }}"
IN_ANY = "ASK { GRAPH ?g { ?s ?p ?o } }"
BOTH = f"ASK {{ GRAPH <{DATA[0]}> {{ ?s ?p ?o }} GRAPH <{DATA[1]}> {{ ?a ?b ?c }} }}"
FULL = f"ASK {{ GRAPH ?g {{ ?s ?p ?o }} <{DATA[2]}> ?q ?r FILTER NOT EXISTS {{ GRAPH <{DATA[2]}> {{ ?a ?b ?c }} }} }}"

YES: Mapping[str, dict[str, Any]] = {
    "query_get": {"query": "ASK {}"},
    "query_post_form": {"method": "POST", "kind": FORM, "body": form(("query", "ASK {}"))},
    "query_post_direct": {"method": "POST", "kind": QUERY, "body": b"ASK {}"},
    "query_dataset_default_graph": {"query": IN_1, "default_graph_uri": DATA[0]},
    "query_dataset_default_graphs_get": {"query": IN_1_AND_2, "default_graph_uri": DATA[:2]},
    "query_dataset_default_graphs_post": {
        "method": "POST", "kind": FORM, "body": form(("query", IN_1_AND_2), (DEFAULT, DATA[0]), (DEFAULT, DATA[1])),
    },
    "query_dataset_named_graphs_get": {"query": BOTH, "named_graph_uri": DATA[:2]},
    "query_dataset_named_graphs_post": {
        "method": "POST", "kind": FORM, "body": form(("query", BOTH), (NAMED, DATA[0]), (NAMED, DATA[1])),
    },
    "query_dataset_full": {"query": FULL, "default_graph_uri": DATA[2], "named_graph_uri": DATA[:2]},
    "query_multiple_dataset": {
        "query": f"ASK FROM <{DATA[2]}> {{ <{DATA[0]}> ?p ?o FILTER NOT EXISTS {{ <{DATA[2]}> ?q ?r }} }}",
        "default_graph_uri": DATA[0],
    },
    "direct with the dataset in the address": {
        "method": "POST", "kind": QUERY, "body": IN_1.encode(), "default_graph_uri": DATA[0],
    },
    "charset is named": {"method": "POST", "kind": f'{QUERY}; charset="UTF-8"', "body": b"ASK {}"},
}  # fmt: skip

CONTENT: Mapping[str, tuple[str, str, str]] = {
    "query_content_type_select": ("SELECT (1 AS ?value) {}", "", "application/sparql-results+json"),
    "query_content_type_ask": ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
    "query_content_type_describe": (f"DESCRIBE <{NORTHLAND.id}>", "", "text/turtle; charset=utf-8"),
    "query_content_type_construct": ("CONSTRUCT { <x:s> <x:p> 1 } {}", "application/rdf+xml", "application/rdf+xml"),
    "rows as csv": ("SELECT (1 AS ?value) {}", "text/csv", "text/csv; charset=utf-8"),
    "rows as tsv": ("SELECT (1 AS ?value) {}", "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
    "rows as json": ("SELECT (1 AS ?value) {}", "application/json", "application/json"),
    "a graph as triples": (f"DESCRIBE <{NORTHLAND.id}>", "application/n-triples", "application/n-triples"),
    "a graph as json-ld": (f"DESCRIBE <{NORTHLAND.id}>", "application/ld+json", "application/ld+json"),
    "a graph as quads": (f"DESCRIBE <{NORTHLAND.id}>", "application/n-quads", "application/n-quads"),
    "a graph as trig": (f"DESCRIBE <{NORTHLAND.id}>", "application/trig", "application/trig"),
    "the better one": ("ASK {}", "text/csv;q=0.3, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
    "a browser": ("ASK {}", "text/html,application/xhtml+xml,*/*;q=0.8", "application/sparql-results+json"),
}  # fmt: skip

BAD: Mapping[str, tuple[int, dict[str, Any]]] = {
    "bad_query_method": (405, {"method": "PUT", "query": "ASK {}"}),
    "bad_multiple_queries": (400, {"query": ["ASK {}", "SELECT * {}"]}),
    "bad_query_wrong_media_type": (415, {"method": "POST", "kind": "text/plain", "body": b"ASK {}"}),
    "bad_query_missing_form_type": (415, {"method": "POST", "body": form(("query", "ASK {}"))}),
    "bad_query_missing_direct_type": (415, {"method": "POST", "body": b"ASK {}"}),
    "bad_query_non_utf8": (415, {"method": "POST", "kind": f"{QUERY}; charset=UTF-16", "body": "ASK {}".encode("utf-16")}),
    "bad_query_syntax": (400, {"query": "ASK {"}),
    "bad_update_get": (400, {"update": "CLEAR ALL"}),
    "bad_multiple_updates": (403, {"method": "POST", "kind": FORM, "body": form(("update", "CLEAR ALL"), ("update", "CLEAR ALL"))}),
    "bad_update_wrong_media_type": (415, {"method": "POST", "kind": "text/plain", "body": b"CLEAR ALL"}),
    "bad_update_missing_form_type": (415, {"method": "POST", "body": form(("update", "CLEAR ALL"))}),
    "bad_update_non_utf8": (415, {"method": "POST", "kind": f"{UPDATE}; charset=UTF-16", "body": "CLEAR ALL".encode("utf-16")}),
    "bad_update_syntax": (403, {"method": "POST", "kind": FORM, "body": form(("update", "CLEAR XYZ"))}),
    "bad_update_dataset_conflict": (
        403, {"method": "POST", "kind": FORM, "body": form(("using-named-graph-uri", DATA[0]), ("update", "DELETE {} WHERE {}"))},
    ),
    "query that is no UTF-8": (400, {"method": "POST", "kind": QUERY, "body": b"ASK { ?s ?p '\xff' }"}),
    "form that is no UTF-8": (400, {"method": "POST", "kind": FORM, "body": b"query=ASK%20%7B%7D%FF"}),
    "form without a query": (400, {"method": "POST", "kind": FORM, "body": b"question=ASK"}),
    "empty query": (400, {"query": ""}),
    "graph that is no IRI": (400, {"query": "ASK {}", "default_graph_uri": "data 1"}),
    "SERVICE": (400, {"query": "ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}),
    "LOAD as a query": (400, {"query": "LOAD <http://127.0.0.1:1/>"}),
    "delete": (405, {"method": "DELETE"}),
}  # fmt: skip

UPDATES = [
    (FORM, form(("update", "CLEAR ALL"))),
    (FORM, form(("update", "CLEAR ALL"), ("using-graph-uri", DATA[0]))),
    (FORM, form(("update", "CLEAR ALL"), ("using-named-graph-uri", DATA[0]))),
    (UPDATE, b"CLEAR ALL"),
    (UPDATE, b"BASE <http://example.org/> INSERT DATA { <s> <p> <o> }"),
]


@pytest.mark.parametrize("name", YES)
def test_what_must_be_answered(served: TestClient, name: str) -> None:
    """Every way to send a query and its dataset works, and the answer is yes."""
    found = ask(served, **YES[name])
    assert found.status_code == 200, found.text
    assert found.json()["boolean"] is True


@pytest.mark.parametrize("name", CONTENT)
def test_formats(served: TestClient, name: str) -> None:
    """The client gets what it likes best of what fits the kind of answer, and it can be read."""
    query, accept, media_type = CONTENT[name]
    found = served.get("/sparql", params={"query": query}, headers={"Accept": accept} if accept else {"Accept": "*/*"})
    assert found.status_code == 200, found.text
    assert found.headers["content-type"] == media_type
    assert found.headers["vary"] == "Accept"
    plain = media_type.partition(";")[0]
    if is_graph := ox.RdfFormat.from_media_type(plain) if "json" not in plain or "ld" in plain else None:
        assert list(ox.parse(found.content, format=is_graph))
    elif "csv" not in plain:
        ox.parse_query_results(
            found.content, format=ox.QueryResultsFormat.from_media_type(plain) or ox.QueryResultsFormat.JSON
        )


@pytest.mark.parametrize("name", BAD)
def test_what_must_be_refused(served: TestClient, name: str) -> None:
    """A wrong request gets the status that the standard has for it, and a line that says why."""
    status, request = BAD[name]
    found = ask(served, **request)
    assert found.status_code == status
    assert found.text.count("\n") == 1
    assert (found.headers.get("allow") == "GET, HEAD, OPTIONS, POST") == (status == 405)


@pytest.mark.parametrize(("kind", "body"), UPDATES)
def test_updates_do_not_apply(served: TestClient, kind: str, body: bytes) -> None:
    """What is an update, and a good one, is refused, and changes nothing."""
    assert ask(served, method="POST", kind=kind, body=body).status_code == 403
    assert ask(served, query=BOTH).json()["boolean"] is True


def test_not_acceptable(served: TestClient) -> None:
    """406 when no format is taken at all, and when those that are do not fit the kind of answer."""
    for query, accept in (("ASK {}", "image/png"), ("ASK {}", "text/turtle"), ("DESCRIBE <x:y>", "text/csv")):
        found = served.get("/sparql", params={"query": query}, headers={"Accept": accept})
        assert found.status_code == 406
        assert "there are" in found.text


def test_service_description(served: TestClient) -> None:
    """A bare GET describes the service in RDF; a browser is shown the page for questions."""
    found = served.get("/sparql", headers={"Accept": "text/turtle"})
    values = {str(quad.object) for quad in ox.parse(found.content, format=ox.RdfFormat.TURTLE)}
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert {f"<{sd}SPARQL11Query>", "<http://127.0.0.1/sparql>", *(f"<{iri}>" for iri in DATA)} <= values
    assert served.get("/sparql", headers={"Accept": "application/ld+json"}).json()
    assert served.get("/sparql", headers={"Accept": "text/html,*/*;q=0.1"}).headers["location"] == "/ask"


def test_a_client_that_has_the_answer_is_told_so(served: TestClient) -> None:
    """The tag is that of the generation and the question: with it the question is not asked again."""
    first = ask(served, query="ASK {}")
    tag = {"If-None-Match": f'"other", {first.headers["etag"]}'}
    again = served.get("/sparql", params={"query": "ASK {}"}, headers=tag)
    assert (again.status_code, again.content) == (304, b"")
    assert served.get("/sparql", params={"query": "ASK { }"}, headers=tag).status_code == 200


def test_head(served: TestClient) -> None:
    """HEAD is GET without the body."""
    found = ask(served, method="HEAD", query="ASK {}")
    assert (found.status_code, found.content) == (200, b"")
    assert found.headers["content-type"] == "application/sparql-results+json"


class TestGraphStore:
    def test_the_default_graph(self, served: TestClient) -> None:
        """It holds facts and claims, in every format of graphs."""
        found = served.get("/graphs?default", headers={"Accept": "application/n-triples"})
        assert f"<{NORTHLAND.id}> <{POL}supports> <{QUILL.id}> ." in found.text
        assert found.headers["etag"]

    def test_a_named_graph(self, served: TestClient) -> None:
        """Only its own triples."""
        found = served.get("/graphs", params={"graph": DATA[0]}, headers={"Accept": "application/n-triples"})
        assert found.text == f"<{DATA[0]}> <http://data.invalid/type> <http://data.invalid/Document> .\n"

    @pytest.mark.parametrize(
        ("method", "address", "status"),
        [
            ("GET", "/graphs", 400),
            ("GET", "/graphs?default&graph=http://data.invalid/data1.rdf", 400),
            ("GET", "/graphs?graph=data1", 400),
            ("GET", "/graphs?graph=http://data.invalid/none", 404),
            ("PUT", "/graphs?default", 405),
            ("DELETE", "/graphs?default", 405),
            ("POST", "/graphs?default", 405),
            ("HEAD", "/graphs?default", 200),
        ],
    )
    def test_requests(self, served: TestClient, method: str, address: str, status: int) -> None:
        """One graph is named, it exists, and it is only read."""
        assert served.request(method, address).status_code == status


def test_other_sites_may_not_read_unless_asked(served: TestClient, tmp_path: Path) -> None:
    """CORS is off; an origin that the user named may read."""
    wish = {"Origin": "https://other.invalid"}
    assert "access-control-allow-origin" not in served.get("/sparql?query=ASK{}", headers=wish).headers
    SAMPLE.graph().save(tmp_path)
    with client(tmp_path, origins=("https://other.invalid",)) as open_to_one:
        found = open_to_one.get("/sparql?query=ASK{}", headers=wish)
        assert found.headers["access-control-allow-origin"] == "https://other.invalid"
        assert json.loads(found.content)["boolean"] is True
