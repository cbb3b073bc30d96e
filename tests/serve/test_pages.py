"""The pages show what the graph holds, work without a script, and take no text of a document for markup."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hostile import hostile_graph
from served import client
from starlette.testclient import TestClient
from strategies import HERALD, NORTHLAND, QUILL, SAMPLE, SUPPORTS, WITH_ACTS

from kg.errors import StoreError
from kg.graph.content import GraphContent
from kg.iri import KG
from kg.model import Document, Property, Rejection, Span
from kg.serve.app import Options
from kg.serve.listen import listen
from kg.serve.lookup import Lookup
from kg.serve.reading import NAME, passages, places_of, runs
from kg.serve.rendering import document_address, entity_address

GRAPH = SAMPLE.graph()


class _Dom(HTMLParser):
    """Tags with their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def links(self) -> list[str]:
        return [attributes["href"] for tag, attributes in self.tags if tag == "a"]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server over the sample graph."""
    out = tmp_path_factory.mktemp("out")
    GRAPH.save(out)
    with client(out) as found:
        yield found


def dom(served: TestClient, address: str, status: int = 200) -> _Dom:
    found = served.get(address, headers={"Accept": "text/html"})
    assert found.status_code == status, found.text
    return _Dom(found.text)


def test_open_predicates_are_told_as_the_text_has_them(served: TestClient) -> None:
    """ "was sent to", not "be send to"; a property of the ontology keeps its name, and an act its words."""
    lookup = Lookup(WITH_ACTS.graph())
    told = {lookup.told(claim) for claim in lookup.graph.claims}
    assert {lookup.told(claim)[1] for claim in lookup.graph.claims if lookup.graph.is_act(claim.object)} == {""}
    assert (SUPPORTS.property.label, lookup.graph.label(SUPPORTS.object)) in told
    text = "Northland was sent to Southport."
    words = replace(SUPPORTS.evidence[0], predicate=(Span(HERALD.id, 10, 21, "was sent to"),))
    claim = replace(SUPPORTS, property=Property(f"{KG}send", "be send to", True), evidence=(words,))
    assert text[10:21] == lookup.told(claim)[0]


def test_passages_mark_the_words_of_the_claim() -> None:
    """The runs of a passage are its sentence; marked in it are subject, relation and object of this claim."""
    for claim in GRAPH.claims:
        for found, item in zip(passages(claim), claim.evidence, strict=True):
            assert "".join(run.text for run in found) == item.sentence.text
            relation = item.predicate or (item.subject,)  # a click needs a place
            assert "".join(run.text for run in found if run.is_statement) == "".join(span.text for span in relation)
            assert item.subject.text in "".join(run.text for run in found if NAME in run.kinds)


def test_a_graph_of_another_version_is_named(tmp_path: Path) -> None:
    """The server does not begin to listen over what it cannot read: the message of the store is all that comes."""
    GRAPH.save(tmp_path)
    (folder,) = (tmp_path / "store").glob("*/graph.jsonl.gz")
    lines = gzip.decompress(folder.read_bytes()).decode().splitlines(keepends=True)
    first = json.loads(lines[0])
    assert "format" in first, first
    lines[0] = json.dumps(first | {"format": 1}) + "\n"
    folder.write_bytes(gzip.compress("".join(lines).encode()))
    with pytest.raises(StoreError, match="format 1"):
        listen(tmp_path, Options(), "127.0.0.1", 0, print)


def test_every_link_leads_somewhere(served: TestClient) -> None:
    """From the first page all pages are reached, and none is missing."""
    waiting, seen = ["/"], set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        found = served.get(address)
        assert found.status_code == 200, address
        if "html" in found.headers["content-type"] and address not in ("/graph", "/report"):
            here = address.partition("?")[0]
            links = [here + link if link.startswith("?") else link for link in _Dom(found.text).links()]
            waiting += [link.partition("#")[0] for link in links if link.startswith("/")]
    entities = {address for address in seen if address.startswith("/entities/")}
    assert entities == {entity_address(iri, GRAPH.base) for iri in GRAPH.things}
    assert {document_address(key) for key in GRAPH.documents} <= seen
    assert {f"/claims/{claim.id}" for claim in GRAPH.claims} <= seen


def test_search_and_dossier(served: TestClient) -> None:
    """A name leads to what is said of it, and by whom."""
    assert entity_address(QUILL.id, GRAPH.base) in dom(served, "/?q=ada").links()
    assert "No name has these words" in dom(served, "/?q=zzz").text
    text = " ".join(dom(served, entity_address(NORTHLAND.id, GRAPH.base)).text.split())
    assert "Northland supports Ada Quill" in text
    assert "says so:" in text


def test_reading_room(served: TestClient) -> None:
    """The text stands there as it is; a statement leads to its claim, rule and reason."""
    page = dom(served, document_address(HERALD.id))
    assert HERALD.text.split("\n")[0] in page.text
    marked = [attributes for tag, attributes in page.tags if attributes.get("id", "").startswith("at-")]
    assert marked
    why = dom(served, document_address(HERALD.id) + marked[0]["href"].partition("#")[0]).text
    assert re.search("(fact|claim) [0-9a-f]{16}, confidence", why)
    assert "read by" in why


def test_runs_are_the_text() -> None:
    """Whatever is marked, the runs together are the document, and marks stand where the evidence does."""
    lookup = Lookup(GraphContent.of(GRAPH.entities.values(), GRAPH.claims, GRAPH.documents.values()))
    named = False
    for document in GRAPH.documents.values():
        found = runs(lookup, document)
        assert "".join(run.text for run in found) == document.text
        statements = {run.at for run in found if run.is_statement}
        assert {
            item.predicate[0].start for _, item in lookup.document_claims(document.id) if item.predicate
        } <= statements
        named = named or any(run.entity for run in found)
    assert named


def test_what_was_not_kept_is_found_in_the_text() -> None:
    """By the word in its sentence, or by the relation between its ends; else it is only listed."""
    text = "It rained. The envoy met nobody. Ada Quill met the envoy."
    items = ["'rained' in: It rained.", "Ada Quill | met | the envoy", "The envoy | left | it", "Northland"]
    found = places_of(Document("a", text), [Rejection("map", "a", item, "no") for item in items])
    assert [text[slice(*place)] if place else None for place in found] == ["rained", "met", None, None]


def test_ask(served: TestClient) -> None:
    """A question of one's own, a ready one, a wrong one; CSV holds no formula."""
    page = dom(served, "/ask?query=SELECT+?who+WHERE+{?who+pol:supports+?whom}")
    assert "1 row" in page.text
    assert NORTHLAND.id in page.text
    assert "Northland" in dom(served, "/ask?question=who_supports_whom").text
    assert "not valid SPARQL" in dom(served, "/ask?query=SELECT", 400).text
    assert "SERVICE is not allowed" in dom(served, "/ask?query=ASK{SERVICE<x:y>{}}", 400).text
    assert served.get('/ask.csv?query=SELECT ("=1%2B1" AS ?x) {}').text == "x\n'=1+1\n"
    assert dom(served, "/ask?query=ASK{}").text.count("yes") == 1


def test_compare(served: TestClient) -> None:
    """Two publishers side by side: the statements of each are there, once."""
    both = [*Lookup(GRAPH).publishers][:2]
    text = dom(served, f"/compare?one_publisher={both[0]}&other_publisher={both[1]}").text
    assert "Both say" in text
    same = dom(served, f"/compare?one_publisher={both[0]}&other_publisher={both[0]}").text
    assert "Both say (0)" not in same
    assert f"Only {both[0]} (0)" in " ".join(same.split())


@pytest.mark.parametrize("address", ["/entities/none", "/documents/none", "/claims/none", "/none"])
def test_what_is_not_there(served: TestClient, address: str) -> None:
    """A page says so, with the right status."""
    assert "404" in dom(served, address, 404).text


def test_policy(served: TestClient) -> None:
    """No page may run, load or frame anything from elsewhere; none has an inline script or style."""
    for address in ("/", document_address(HERALD.id), "/ask", "/static/site.css"):
        found = served.get(address)
        assert "default-src 'none'" in found.headers["content-security-policy"]
        assert "unsafe" not in found.headers["content-security-policy"]
        assert found.headers["x-content-type-options"] == "nosniff"
        assert not re.search(r"<style|<script(?! src=)|\son\w+=|\sstyle=", found.text)


def test_text_of_documents_is_hostile(tmp_path: Path) -> None:
    """Names that want to be markup, addresses or paths stay text, on every page that can be reached."""
    graph = hostile_graph()
    graph.save(tmp_path)
    allowed = {
        "html", "head", "meta", "title", "link", "script", "body", "a", "header", "nav", "form", "label", "input", "main", "h1", "h2",
        "h3", "p", "b", "ol", "ul", "li", "bdi", "span", "section", "table", "thead", "tbody", "tr", "th", "td", "time", "div", "aside",
        "article", "blockquote", "select", "option", "textarea", "button", "code", "fieldset", "legend", "pre",
    }  # fmt: skip
    with client(tmp_path) as served:
        addresses = [
            "/", "/documents", "/claims", "/compare",
            *(entity_address(iri, graph.base) for iri in graph.things),
            *(document_address(key) for key in graph.documents),
            *(f"/claims/{claim.id}" for claim in graph.claims[:20]),
        ]  # fmt: skip
        assert len(addresses) > 50
        for address in addresses:
            page = dom(served, address)
            assert {tag for tag, _ in page.tags} <= allowed, address
            assert [attributes for tag, attributes in page.tags if tag == "script"] == [
                {"src": "/static/site.js", "defer": ""}
            ]
            assert all(re.match(r"/|#|\?at=|https?://", link) for link in page.links()), address
            assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
