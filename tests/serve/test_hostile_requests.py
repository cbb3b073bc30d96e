"""Requests that want to break something, sent to a real server over a socket: none is answered with 500, and it goes on answering."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile import FIFTY
from strategies import SAMPLE

from kg.resources.corrections import TABLE

PATHS = (
    "/", "/sparql", "/graphs", "/api/entities", "/api/entities/x", "/api/claims", "/api/documents/x", "/api/explain/x", "/ask",
    "/ask.csv", "/documents/x", "/entities/x", "/claims/x", "/compare", "/static/x", "/health",
    "/correct", "/correct/wrong", "/correct/undo", "/add", "/add/discard", "/review", "/corrections", "/state",
)  # fmt: skip
TRAVERSAL = (
    "/static/../app.py", "/static/..%2f..%2fapp.py", "/static/%2e%2e/%2e%2e/app.py", "/static//etc/passwd", "/static/%00", "//etc/passwd",
    "/documents/../../etc/passwd", "/documents/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/..%5c..%5cwindows", "/static/site.css%00.txt",
)  # fmt: skip
UNFINISHED = (b"\x16\x03\x01\x02\x00\x01", b"\r\n" * 50, b"GET /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\n")
NESTED = b"[" * 50_000 + b"]" * 50_000


def _get(path: bytes, more: bytes = b"", method: bytes = b"GET", host: bytes = b"127.0.0.1") -> bytes:
    return method + b" " + path + b" HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n" + more + b"\r\n"


def _post(path: bytes, kind: bytes, body: bytes) -> bytes:
    return _get(path, b"Content-Type: %s\r\nContent-Length: %d\r\n" % (kind, len(body)), b"POST") + body


def _form(path: bytes, body: bytes, kind: bytes = b"application/x-www-form-urlencoded", more: bytes = b"") -> bytes:
    """A form as a browser sends it, of this site as far as can be said without its token."""
    head = (
        b"Cookie: kg_session=" + b"a" * 32 + b"\r\nOrigin: http://127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n" + more
    )
    return _get(path, head + b"Content-Type: %s\r\nContent-Length: %d\r\n" % (kind, len(body)), b"POST") + body


def forms() -> list[bytes]:
    """Forms for what can be changed; none has a good token, whatever else it has."""
    part = b'--x\r\nContent-Disposition: form-data; name="%s"; filename="%s"\r\n\r\n%s\r\n'
    multipart = b"multipart/form-data; boundary=x"
    found = []
    for path in (b"/correct", b"/correct/wrong", b"/correct/undo", b"/add", b"/add/discard"):
        found += [
            _form(path, b""),
            _form(path, b"token=" + b"0" * 64),
            _form(path, b"token=%FF&decision=%00"),
            _form(path, b"token=1&token=2"),
            _form(path, b"&" * 5_000),
            _form(path, b"token=" + b"a" * 900_000),
            _form(path, b"token=x", more=b"Cookie: kg_session=" + b"b" * 3_000 + b"; ;;=;\xff\r\n"),
            _form(path, b"token=x", more=b"Origin: http://[\r\n"),
            _form(path, b"--x--\r\n", multipart),
            _form(path, b"--x", multipart),
            _form(path, b"", b"multipart/form-data"),
            _form(path, b"x" * 10_000, b"multipart/form-data; boundary=" + b"y" * 5_000),
            _form(path, (part % (b"file", b"../../a.txt", b"x")) * 300 + b"--x--\r\n", multipart),
            _form(path, (part % (b"token", b"", b"x" * 50_000)) + b"--x--\r\n", multipart),
            _form(path, part % (b"\xff\0", b'"; a="', b"\xff") + b"--x--\r\n", multipart),
            _form(path, NESTED, b"application/json"),
        ]
    return found


def _escaped(text: str) -> bytes:
    return b"".join(b"%%%02X" % byte for byte in text.encode("utf-8", "surrogatepass"))


def requests() -> list[bytes]:
    """All of them, each as it goes over the wire."""
    found = [_get(path.encode()) for path in TRAVERSAL]
    for path in map(str.encode, PATHS):
        found += [_get(path, method=method) for method in (b"PUT", b"DELETE", b"PATCH", b"TRACE", b"CONNECT", b"FOO")]
        found += [
            _get(path + b"?q=%FF&query=%FF&at=%FF&limit=%FF"),
            _get(path + b"?" + b"&".join(b"query=%d" % number for number in range(300))),
            _get(path + b"?query=" + b"(" * 20_000),
            _get(path + b"?query=ASK{" + b"%7B" * 3_000 + b"}"),
            _get(path, b"X: " + b"a" * 100_000 + b"\r\n"),
            _get(path, b"Accept: " + b"text/*;q=0.1," * 2_000 + b"\r\n"),
            _get(path, b"Accept: text/html;q=nan, */*;q=inf, a/b;q=-1, ;;;,,,\r\n"),
            _get(path, b"If-None-Match: \xff\xfe\r\n"),
            _get(path, host=b"evil.invalid"),
            _get(path, host=b"127.0.0.1:99999999"),
            _get(path, host=b""),
            _get(path, b"Content-Length: 99999999999999999999\r\n", b"POST"),
            _get(path, b"Content-Length: -1\r\n", b"POST"),
            _get(path, b"Transfer-Encoding: chunked\r\n", b"POST") + b"zzz\r\n",
            _post(path, b"application/json", NESTED),
            _post(path, b"application/sparql-query", b"ASK { FILTER " + b"(" * 30_000 + b"1" + b")" * 30_000 + b"}"),
            _post(path, b"application/sparql-query; charset=utf-7", b"ASK {}"),
            _post(path, b"application/x-www-form-urlencoded", b"query=" + b"%FF" * 50_000),
        ]
    for text in FIFTY:
        for path in (
            b"/entities/",
            b"/documents/",
            b"/api/entities?q=",
            b"/ask?query=",
            b"/claims?subject=",
            b"/claims?since=",
        ):
            found.append(_get(path + _escaped(text)))
    return [*found, *forms(), *UNFINISHED, b"GET / HTTP/9.9\r\n\r\n", b"GET \xff HTTP/1.1\r\n\r\n"]


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """Where a server over the sample graph listens that may be edited; afterwards it has not complained, and nothing is changed."""
    SAMPLE.graph().save(tmp_path / "out")
    command = [sys.executable, "-m", "kg.cli", "serve", str(tmp_path / "out"), "--port", "0", "--edit"]
    with (
        (tmp_path / "log").open("w+b") as log,
        subprocess.Popen(command, stderr=subprocess.PIPE, stdout=log, text=True) as process,
    ):
        assert process.stderr is not None
        found = re.search(r"127\.0\.0\.1:(\d+)", process.stderr.readline())
        assert found
        yield int(found[1])
        process.terminate()
        assert "Traceback" not in process.stderr.read()
    assert not (tmp_path / "out" / TABLE).exists()
    assert not list((tmp_path / "out").glob(".added/*"))


def _status(port: int, request: bytes) -> int:
    """The status of the answer; 0 when the server closed without one."""
    with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
        try:
            connection.sendall(request)
            if request in UNFINISHED:
                return 0  # there is no answer to half a request
            head = connection.recv(64)
        except ConnectionError:
            return 0
    found = re.match(rb"HTTP/1\.1 (\d{3})", head)
    return int(found[1]) if found else 0


def test_no_request_breaks_the_server(port: int) -> None:
    """Each is refused or answered; a good request after them is answered as before."""
    everything = requests()
    assert len(everything) >= 500
    for _ in range(100):
        if _status(port, _get(b"/health")) == 200:
            break
    answers = [(_status(port, request), request[:120]) for request in everything]
    assert [request for status, request in answers if status >= 500] == []
    assert sum(400 <= status < 500 for status, _ in answers) >= 300
    assert _status(port, _get(b"/sparql?query=ASK%7B%7D")) == 200
    assert _status(port, _get(b"/health")) == 200
