"""The JSON API tells what the graph holds, page by page, and keeps to its description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from served import client
from starlette.testclient import TestClient
from strategies import HERALD, NORTHLAND, QUILL, SAMPLE

GRAPH = SAMPLE.graph()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server over the sample graph."""
    out = tmp_path_factory.mktemp("out")
    GRAPH.save(out)
    with client(out) as found:
        yield found


def get(served: TestClient, address: str, status: int = 200) -> Any:
    found = served.get(address)
    assert found.status_code == status, found.text
    return found.json()


def test_search(served: TestClient) -> None:
    """Names are found by the beginnings of their words; case and accents do not matter."""
    found = get(served, "/api/entities?q=ADA")
    assert [item["label"] for item in found["items"]] == [QUILL.label]
    assert get(served, "/api/entities?q=zzz")["items"] == []
    assert get(served, "/api/entities")["total"] == len(GRAPH.things)


def test_dossier(served: TestClient) -> None:
    """An entity by its IRI or by the end of it: who says what of it."""
    short = NORTHLAND.id.rpartition("/")[2]
    found = get(served, f"/api/entities/{short}")
    assert found == get(served, f"/api/entities/{quote(NORTHLAND.id, safe='')}")
    stated = {item["predicate"]["label"]: item for item in found["statements"]}
    assert stated["supports"]["object"]["label"] == QUILL.label
    assert HERALD.id in [voice["document"] for voice in stated["supports"]["agreeing"]]
    assert found["documents"] == sorted({item.document_id for claim in GRAPH.claims for item in claim.evidence})
    assert get(served, "/api/entities/nobody", 404)["error"]


def test_claims(served: TestClient) -> None:
    """All filters narrow, each alone; pages are complete and do not overlap."""
    everything = get(served, "/api/claims")
    assert [item["id"] for item in everything["items"]] == [claim.id for claim in GRAPH.claims]
    ids, address = [], "/api/claims?limit=1"
    while address:
        found = get(served, address)
        ids += [item["id"] for item in found["items"]]
        address = found["next"]
    assert ids == [claim.id for claim in GRAPH.claims]
    for name, value, fits in (
        ("subject", NORTHLAND.id, lambda claim: claim.subject == NORTHLAND.id),
        ("object", QUILL.id, lambda claim: claim.object == QUILL.id),
        ("asserted", "true", lambda claim: claim.asserted),
        ("asserted", "false", lambda claim: not claim.asserted),
        ("polarity", "negated", lambda claim: claim.polarity == "negated"),
        ("document", HERALD.id, lambda claim: HERALD.id in {item.document_id for item in claim.evidence}),
    ):
        found = get(served, f"/api/claims?{name}={quote(value, safe='')}")
        assert [item["id"] for item in found["items"]] == [claim.id for claim in GRAPH.claims if fits(claim)], name
    sources = {source for claim in GRAPH.claims for source in claim.sources}
    assert sources
    for source in sources:
        assert get(served, f"/api/claims?source={quote(source, safe='')}")["total"] >= 1
    assert get(served, "/api/claims?since=3000-01-01")["total"] == 0


def test_document_and_explanation(served: TestClient) -> None:
    """Offsets of the evidence slice back to the text, and each claim can say why."""
    assert [item["id"] for item in get(served, "/api/documents")["items"]] == [*GRAPH.documents]
    found = get(served, f"/api/documents/{quote(HERALD.id, safe='')}")
    assert found["text"] == HERALD.text
    for claim_id in found["claims"]:
        why = get(served, f"/api/explain/{claim_id}")
        assert why["verdict"].partition(" ")[0] in ("fact", "claim")
        for item in why["claim"]["evidence"]:
            if item["document"] == HERALD.id:
                assert HERALD.text[item["start"] : item["end"]] == item["sentence"]
    assert get(served, "/api/explain/nothing", 404)["error"]


@pytest.mark.parametrize(
    "address",
    [
        "/api/claims?subjekt=x",
        "/api/claims?modality=maybe",
        "/api/claims?asserted=yes",
        "/api/claims?since=yesterday",
        "/api/claims?limit=0",
        "/api/claims?limit=201",
        "/api/claims?limit=5&limit=6",
        "/api/claims?offset=-1",
        "/api/claims?offset=99999999999999999999",
        "/api/entities?q=%FF",
        "/api/entities?q=%00",
        "/api/entities?q=" + "x" * 600,
        "/api/entities/nobody?q=x",
    ],
)
def test_wrong_parameters(served: TestClient, address: str) -> None:
    """What is misspelt or out of bounds is named, not ignored."""
    assert get(served, address, 400)["error"]


def test_unchanged(served: TestClient) -> None:
    """With the tag of an answer it need not be sent again."""
    tag = served.get("/api/claims").headers["etag"]
    assert served.get("/api/claims", headers={"If-None-Match": tag}).status_code == 304
    assert served.get("/api/claims?limit=5", headers={"If-None-Match": tag}).status_code == 200


def test_description(served: TestClient) -> None:
    """Every address of the description exists, and its references lead somewhere."""
    found = get(served, "/api/openapi.json")
    assert len(found["paths"]) >= 6
    named = set(re.findall(r"#/components/schemas/(\w+)", str(found)))
    assert named == found["components"]["schemas"].keys() - {"Nothing"}
    for path in found["paths"]:
        assert served.post(path).status_code == 405


def test_fuzzed(served: TestClient) -> None:
    """Schemathesis makes up requests from the description: no answer is outside of it."""
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, Phase, given, settings

    schema = schemathesis.openapi.from_dict(get(served, "/api/openapi.json"))
    count = 0
    for result in schema.get_all_operations():
        operation = result.ok()

        @given(case=operation.as_strategy())
        @settings(max_examples=5, database=None, phases=[Phase.generate], suppress_health_check=[*HealthCheck])
        def run(case: Any) -> None:
            kwargs = case.as_transport_kwargs(base_url="http://127.0.0.1")
            response = served.request(kwargs["method"], kwargs["url"], params=kwargs.get("params"))
            case.validate_response(schemathesis.Response.from_any(response))

        run()
        count += 1
    assert count >= 6


def test_health_and_metrics(served: TestClient, tmp_path: Path) -> None:
    """Health says that questions can be answered; metrics count them in the format of Prometheus."""
    assert get(served, "/health")["status"] == "ok"
    served.get("/sparql?query=ASK{}")
    lines = served.get("/metrics").text.splitlines()
    assert all(re.fullmatch(r'(# (HELP|TYPE) kg_.*|kg_\w+(\{\w+="\w+"\})? \d+)', line) for line in lines)
    assert any(re.fullmatch(r'kg_queries_total\{outcome="answered"\} [1-9]\d*', line) for line in lines)
