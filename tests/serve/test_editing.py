"""What can be changed over HTTP, by whom, and what becomes of it: rows of the table of corrections, files that wait."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from served import client
from starlette.testclient import TestClient
from strategies import HERALD, HOSTILE, NORTHLAND, QUILL, SAMPLE, SUPPORTS

from kg.resources.corrections import TABLE, Decision, rows_of
from kg.serve.editing import COOKIE, Editing
from kg.serve.spool import file_name

GRAPH = SAMPLE.graph()
CLAIM = next(claim for claim in GRAPH.claims if claim.property == SUPPORTS.property)
NO_BUILD = (sys.executable, "-S", "-c", "")
CHANGES = ("/correct", "/correct/wrong", "/correct/undo", "/add", "/add/discard")
SAME: dict[str, Any] = {"decision": "same as", "name": "Northland", "value": "Southport"}


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample graph, to be copied."""
    out = tmp_path_factory.mktemp("stored") / "out"
    GRAPH.save(out)
    return out


@pytest.fixture
def out(stored: Path, tmp_path: Path) -> Path:
    """A graph of the test's own."""
    return Path(shutil.copytree(stored, tmp_path / "out"))


@pytest.fixture
def served(out: Path) -> Iterator[TestClient]:
    """A server over it that may be edited; it builds nothing."""
    with client(out, editing=Editing(NO_BUILD, (".txt", ".html"))) as found:
        yield found


def token(served: TestClient) -> str:
    """The token of the pages of a client's session."""
    found = re.search(r'name="token" value="(\w+)"', served.get("/add").text)
    assert found
    return found[1]


def post(served: TestClient, path: str, status: int = 303, **fields: Any) -> str:
    answer = served.post(path, data={"token": token(served), **fields})
    assert answer.status_code == status, answer.text
    return answer.text if status != 303 else answer.headers["location"]


def test_a_server_that_only_reads_says_so(out: Path) -> None:
    """Whatever wants to change something gets a clear message, and nothing is changed."""
    with client(out) as served:
        for path in (*CHANGES, "/review", "/corrections", "/state"):
            for method in ("GET", "POST"):
                answer = served.request(method, path, data={"token": "x"} if method == "POST" else None)
                assert (answer.status_code, "--edit" in answer.text) in ((403, True), (405, False)), (method, path)
        for path in CHANGES:
            assert "start it with --edit" in served.post(path).text
        assert "Correct" not in served.get(f"/claims/{CLAIM.id}").text
    assert not (out / TABLE).exists()


@pytest.mark.parametrize("path", CHANGES)
def test_only_our_own_pages_change_anything(served: TestClient, out: Path, path: str) -> None:
    """Not without a session, with the token of another one, from another site, or by another method."""
    fields = SAME | {"claim": CLAIM.id, "row": "0" * 16, "folder": "00000001", "text": "Northland left."}
    good = token(served)
    session = served.cookies[COOKIE]
    served.cookies.clear()
    assert served.post(path, data=fields | {"token": good}).status_code == 403
    served.cookies.set(COOKIE, session[::-1])
    assert served.post(path, data=fields | {"token": good}).status_code == 403
    served.cookies.set(COOKIE, session)
    for headers in (
        {"Origin": "http://evil.invalid"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        answer = served.post(path, data=fields | {"token": good}, headers=headers)
        assert (answer.status_code, "another site" in answer.text) == (403, True), headers
    assert served.post(path, data=fields).status_code == 403
    assert served.post(path, data=fields | {"token": good}, headers={"Host": "evil.invalid"}).status_code == 400
    for method in ("PUT", "DELETE", "PATCH"):
        assert served.request(method, path, data=fields | {"token": good}).status_code == 405
    assert not (out / TABLE).exists()
    assert not list(out.glob(".added/*"))


def test_the_session_is_kept_from_scripts(served: TestClient) -> None:
    """The cookie goes to no script and to no other site, and pages with tokens are not stored."""
    answer = served.get("/add")
    assert {"httponly", "samesite=strict", "path=/"} <= set(answer.headers["set-cookie"].lower().split("; "))
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in served.get("/add").headers
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_decisions_about_names(served: TestClient, out: Path) -> None:
    """Each becomes a row with who and when; one that says otherwise takes the place of the first, and undoing takes it out."""
    post(served, "/correct", **SAME)
    post(served, "/correct", **SAME)
    post(served, "/correct", decision="type", name="Northland", value="Company", note="it trades")
    post(served, "/correct", decision="type", name="Northland", value="Country")
    post(served, "/correct", decision="label", name="Ada Quill", value="Dr Ada Quill", document=HERALD.id)
    rows = rows_of(out / TABLE)
    assert [(row.decision, row.value) for row in rows] == [
        ("same as", "Southport"),
        ("type", "Country"),
        ("label", "Dr Ada Quill"),
    ]
    assert {row.who for row in rows} == {"local"}
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", row.when) for row in rows)
    assert rows[2].documents == (HERALD.id,)
    post(served, "/correct", decision="not same as", name="Southport", value="Northland")
    assert [row.decision for row in rows_of(out / TABLE)] == ["type", "label", "not same as"]
    text = served.get("/corrections").text
    assert "does not have all of them yet" in text
    for number, row in enumerate(re.findall(r'name="row" value="(\w+)"', text), start=1):
        post(served, "/correct/undo", row=row)
        assert len(rows_of(out / TABLE)) == 3 - number
    assert "already" in post(served, "/correct/undo", 404, row="0" * 16)
    text = served.get("/corrections").text
    assert "Nothing has been corrected" in text
    assert "does not have all of them" not in text


def test_a_claim_is_wrong(served: TestClient, out: Path) -> None:
    """All passages that it rests on are rows, in the words of the text."""
    post(served, "/correct/wrong", claim=CLAIM.id, note="misread")
    rows = rows_of(out / TABLE)
    assert {row.decision for row in rows} == {Decision.WRONG}
    assert {row.value for row in rows} == {" ".join(item.sentence.text.split()) for item in CLAIM.evidence}
    assert {row.documents for row in rows} == {(item.document_id,) for item in CLAIM.evidence}
    assert {row.note for row in rows} == {"misread"}
    post(served, "/correct/wrong", 404, claim="none")


@pytest.mark.parametrize(
    "fields",
    [
        {"decision": "maybe", "name": "a", "value": "b"},
        {"decision": "wrong", "name": "a", "value": "b"},
        {"decision": "type", "name": "a", "value": "Nonsense"},
        {"decision": "same as", "name": "a", "value": "a"},
        {"decision": "same as", "name": "", "value": "a"},
        {"decision": "label", "name": "a", "value": "x" * 501},
        {"decision": "label", "name": "a\0", "value": "x"},
        {},
    ],
)
def test_what_is_no_decision(served: TestClient, out: Path, fields: dict[str, str]) -> None:
    """It is refused with a reason, and leaves no row."""
    assert post(served, "/correct", 400, **fields)
    assert not (out / TABLE).exists() or not rows_of(out / TABLE)


def test_hostile_words_stay_words(served: TestClient, out: Path) -> None:
    """What a spreadsheet would take for a formula is kept from it, and read back as it was; no page takes it for markup."""
    texts = [" ".join(text.replace("\0", "").split()) for text in HOSTILE]
    for text in texts:
        post(served, "/correct", decision="label", name=text, value=text)
    assert [row.value for row in rows_of(out / TABLE)] == texts
    assert not re.search(r"(?m)(^|,)\"?[=+@-]", (out / TABLE).read_text(encoding="utf-8"))
    assert "<script>alert" not in served.get("/corrections").text


@pytest.mark.parametrize(
    "back", ["//evil.invalid", "https://evil.invalid", "/\\evil.invalid", "\\\\x", "/a\r\nX: y", ""]
)
def test_nobody_is_led_away(served: TestClient, back: str) -> None:
    """After a change one comes back to a page of this server."""
    assert post(served, "/correct", **SAME, back=back) == "/corrections"
    assert post(served, "/correct", **SAME, back="/review?skip=3") == "/review?skip=3"


def test_a_proxy_says_who(out: Path) -> None:
    """Only who is named by its header may change the graph, and stands in the table."""
    with client(out, editing=Editing(NO_BUILD, (".txt",), "X-Remote-User")) as served:
        good = token(served)
        for named in ({}, {"X-Remote-User": ""}, {"X-Remote-User": "x" * 201}):
            answer = served.post("/correct", data=SAME | {"token": good}, headers=named)
            assert (answer.status_code, "X-Remote-User" in answer.text) == (403, True)
        served.post("/correct", data=SAME | {"token": good}, headers={"X-Remote-User": "ada"})
    assert [row.who for row in rows_of(out / TABLE)] == ["ada"]


def test_a_start_with_nothing_to_do_says_nothing(out: Path) -> None:
    """What an earlier server may have left is looked for in silence; what is asked for is told from the first moment on."""
    waits = (sys.executable, "-S", "-c", "import sys; sys.stdin.read()")
    with client(out, editing=Editing(waits, (".txt",))) as served:
        assert "is being built again" not in served.get("/").text
        state = served.get("/state").json()
        assert (state["building"], state["waiting"]) == (False, False)
        post(served, "/correct", **SAME)
        assert "is being built again" in served.get("/").text


def test_files_and_texts_wait_until_they_are_read(out: Path) -> None:
    """What was accepted lies on disk, also where no graph could be built of it; it can be given up."""
    failing = (sys.executable, "-S", "-c", "raise SystemExit(1)")
    with client(out, editing=Editing(failing, (".txt", ".html"))) as served:
        good = {"token": token(served)}
        files = [("file", (name, b"Northland left.")) for name in ("../../a.txt", "b.html")]
        assert served.post("/add", data=good, files=files).status_code == 303
        assert served.post("/add", data=good | {"text": "Southport won.", "title": "Votes"}).status_code == 303
        assert sorted(path.name for path in out.glob(".added/*/*")) == ["a.txt", "b.html", "pasted.jsonl"]
        while (state := served.get("/state").json())["building"] or state["waiting"]:
            pass
        assert "status 1" in served.get("/state").json()["error"]
        text = served.get("/add").text
        assert "could not be built again" in text
        for folder in re.findall(r'name="folder" value="(\d+)"', text):
            assert served.post("/add/discard", data=good | {"folder": folder}).status_code == 303
        assert not list(out.glob(".added/*"))
        for refused in ("c.exe", "", ".txt", "../", "d.txt\0"):
            assert served.post("/add", data=good, files=[("file", (refused, b"x"))]).status_code in (400, 415), refused
        assert served.post("/add", data=good | {"text": " "}).status_code == 400
        assert served.post("/add", content=b"{}", headers={"Content-Type": "application/json"}).status_code == 415
        assert served.post("/add", content=b"x", headers={"Content-Type": "multipart/form-data"}).status_code == 400
        assert served.post("/add", headers={"Content-Length": str(65 * 1024**2)}).status_code == 413
        assert not list(out.glob(".added/*"))


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "C:\\x\\y.txt", "a\x1b[31m\n.txt", "é" * 300 + ".txt", *HOSTILE]
)
def test_names_of_files_are_tame(name: str) -> None:
    """One part of a path, printable, short, with its ending; or nothing."""
    found = file_name(name)
    assert found == "" or (found.isprintable() and len(found.encode()) <= 120 and not set('/\\<>:"|?*') & set(found))
    if name.endswith(".txt"):
        assert found.endswith(".txt")
    assert not found.startswith(".")


def test_review_one_by_one(served: TestClient) -> None:
    """Where nothing was compared there is nothing to decide; the pages of entities and claims have their forms."""
    assert "nothing left to decide" in served.get("/review").text
    entity = served.get(f"/entities/{NORTHLAND.id.rpartition('/')[2]}").text
    assert entity.count('action="/correct"') == 4
    assert QUILL.label in entity
    assert 'action="/correct/wrong"' in served.get(f"/claims/{CLAIM.id}").text
