"""The optional reconciliation service: a local server that plays one, honest, broken and hostile; nothing else is reached."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from build import GAZETTEER, Reading

from kg.errors import SettingsError
from kg.iri import Minter
from kg.lang.en import ENGLISH
from kg.model import Entity
from kg.pipeline import build
from kg.resolve import identities, read_document
from kg.resolve.reconciliation import Item, Reconciled, reconcile
from kg.settings import Settings

SPACE = "http://www.wikidata.org/entity/"
Answer = Callable[[str], Any]


class Server(ThreadingHTTPServer):
    """Answers queries by `answer`; `batches` are the names of each POST that came."""

    answer: Answer
    manifest: Any
    batches: list[list[str]]

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}/api"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self._send(self.server.manifest)

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        queries = json.loads(form["queries"][0])
        self.server.batches.append([query["query"] for query in queries.values()])
        self._send({number: self.server.answer(query["query"]) for number, query in queries.items()})

    def _send(self, content: Any) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        status = 302 if body == b"away" else 200
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:1/")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def serving(answer: Answer, manifest: Any = None) -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), _Handler)
    server.answer, server.batches = answer, []
    server.manifest = {"name": "ours", "identifierSpace": SPACE, "batchSize": 2} if manifest is None else manifest
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def entity(label: str, kind: str = "Company", **more: Any) -> Entity:
    return Entity(f"https://kg.invalid/entity/{label.replace(' ', '_')}-{kind}", label, kind, **more)


def candidate(**changed: Any) -> dict[str, Any]:
    return {"id": "Q42", "name": "Globex", "score": 97, "match": True, "type": []} | changed


def asked(answer: Answer, *entities: Entity, manifest: Any = None, stored: str = "") -> tuple[Reconciled, Server]:
    with serving(answer, manifest) as server:
        found = reconcile(entities or (entity("Globex"),), server.url, stored.replace("URL", server.url))
    return found, server


def test_a_sure_match_is_taken() -> None:
    """One candidate that the service itself calls a match becomes the item."""
    found, _ = asked(lambda name: {"result": [candidate(), candidate(id="Q43", match=False)]})
    assert found.items == {entity("Globex").id: Item(SPACE + "Q42", "Globex", 97.0)}
    assert found.rejections == []


DOUBTFUL = [
    candidate(match=False),
    candidate(match="true"),
    candidate(score=79),
    candidate(score="97"),
    candidate(score=float("nan")),
    candidate(id=42),
    candidate(id=""),
    candidate(id="Q" * 300),
    candidate(name=None),
    "Q42",
    None,
]


@pytest.mark.parametrize("result", [*([item] for item in DOUBTFUL), [candidate(), candidate(id="Q43")], [], {}, None])
def test_what_is_not_sure_is_not_taken(result: Any) -> None:
    """No match, a low score, two matches, and shapes that the standard does not have, give no item and no error."""
    found, _ = asked(lambda name: {"result": result})
    assert (found.items, found.rejections) == ({}, [])
    assert found.answers.keys() == {"Globex"}


@pytest.mark.parametrize("identifier", ["Q1> <x", '"', "a b\n", "\u202e", "{x}"])
def test_hostile_words_are_harmless(identifier: str) -> None:
    """Whatever stands in an identifier is encoded, and a name keeps no control characters and no great length."""
    found, _ = asked(lambda name: {"result": [candidate(id=identifier, name="\x1b[2J" + "x" * 900)]})
    (item,) = found.items.values()
    assert item.iri.startswith(SPACE)
    assert not set(item.iri) & set('<>"{}|^`\\ \n\u202e')
    assert item.name.isprintable()
    assert len(item.name) == 200


BROKEN = [
    (b"away", "302"),
    (b"no json", "Expecting value"),
    (b"[" * 100_000, "recursion"),
    ([], "no JSON object"),
    ({"identifierSpace": "javascript:alert(1)//"}, "identifierSpace"),
    ({"identifierSpace": 'http://x/"><'}, "identifierSpace"),
    ({}, "identifierSpace"),
    (b'"' + b"x" * 6_000_000 + b'"', "longer than"),
]


@pytest.mark.parametrize(("manifest", "reason"), BROKEN)
def test_a_broken_service_is_reported(manifest: Any, reason: str) -> None:
    """Nothing is raised, nothing is followed: the report says what was wrong, and names stay as they are."""
    found, server = asked(lambda name: {"result": [candidate()]}, manifest=manifest)
    (rejection,) = found.rejections
    assert (rejection.stage, rejection.item) == ("reconcile", server.url)
    assert reason in rejection.reason
    assert (found.items, found.answers) == ({}, {})


def test_a_service_that_is_not_there_is_reported() -> None:
    """A closed port is no error of the build."""
    with serving(lambda name: {}) as server:
        url = server.url
    (rejection,) = reconcile([entity("Globex")], url).rejections
    assert "names stay without items" in rejection.reason


@pytest.mark.parametrize("answer", [None, [], "no", 7])
def test_an_answer_without_results_is_not_kept(answer: Any) -> None:
    """What a service left out is asked again at the next build, and not taken for a name that it does not know."""
    found, _ = asked(lambda name: answer)
    (rejection,) = found.rejections
    assert "lacks results" in rejection.reason
    assert found.answers == {}


def test_names_are_asked_in_batches_and_once() -> None:
    """As many at a time as the manifest allows, in order; what is stored is not asked again, and gives the same."""
    names = [entity(name) for name in ("Zork", "Globex", "Acme")]
    first, server = asked(lambda name: {"result": [candidate(name=name)]}, *names)
    assert server.batches == [["Acme", "Globex"], ["Zork"]]
    again, server = asked(lambda name: {}, *names, stored=first.stored("URL"))
    assert (server.batches, again.items, again.rejections) == ([], first.items, [])
    assert again.stored(server.url) == first.stored(server.url)
    _, server = asked(lambda name: {}, *names, stored=first.stored("http://other.invalid/"))
    assert len(server.batches) == 2


def test_only_names_that_can_be_told_are_asked() -> None:
    """Not what has an item, is described only, is called like another, or is a surname alone."""
    names = [
        entity("Globex", same_as=("http://www.wikidata.org/entity/Q1",)),
        entity("mining company", origin="described"),
        entity("Reed", "Person"),
        entity("Ana Ruiz", "Person"),
        entity("Zork", "City"),
        entity("Zork", "Company"),
        entity("Idea", "Concept"),
    ]
    _, server = asked(lambda name: {"result": []}, *names)
    assert server.batches == [["Ana Ruiz"]]


def test_the_reason_says_who_knows_it() -> None:
    """The item stands with the entity, and the reason of each of its mentions names the service and the score."""
    extracts = Reading(["[Globex|ORG] grew. [Zork|ORG] fell."]).extracts
    outcomes = [read_document(extract, GAZETTEER, ENGLISH) for extract in extracts]
    spoken_of = [one.spoken_of for one in outcomes]
    with serving(lambda name: {"result": [candidate()] if name == "Globex" else []}) as server:
        found, kept = identities(spoken_of, GAZETTEER, Minter(), ENGLISH).reconciled(server.url, "")
    assert {item.label: item.same_as for item in found.entities} == {"Globex": (SPACE + "Q42",), "Zork": ()}
    reasons = {span.text: link.reason for span, link in found.links(outcomes[0]).items()}
    assert reasons["Globex"].endswith(f"; 127.0.0.1 knows it as 'Globex', {SPACE}Q42 (score 97)")
    assert "knows" not in reasons["Zork"]
    assert json.loads(kept)["answers"] == {"Globex": [[SPACE + "Q42", "Globex", 97.0]], "Zork": []}


def test_only_web_addresses_are_asked() -> None:
    """A file is no service."""
    with pytest.raises(SettingsError, match="no address"):
        Settings(reconcile="file:///etc/passwd")


def test_a_rebuild_asks_nobody_and_gives_the_same_bytes(tmp_path: Path) -> None:
    """The answers are kept with the graph: when the service is gone, the same build gives the same Turtle with the item."""
    (tmp_path / "one.txt").write_text("Ana Ruiz met Tom Berger in Peru.")
    out = tmp_path / "out"
    with serving(lambda name: {"result": [candidate(name=name)] if name == "Ana Ruiz" else []}) as server:
        settings = Settings(reconcile=server.url)
        build([tmp_path / "one.txt"], out, settings)
        asked_first = sorted(name for batch in server.batches for name in batch)
    first = (out / "graph.ttl").read_bytes()
    assert asked_first == ["Ana Ruiz", "Tom Berger"]
    assert b"owl:sameAs wd:Q42" in first
    graph = build([tmp_path / "one.txt"], out, settings)
    assert (out / "graph.ttl").read_bytes() == first
    assert "reconcile" not in {item.stage for item in graph.rejections}
