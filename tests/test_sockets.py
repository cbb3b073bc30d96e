"""No network: kg is imported, builds a graph and answers a query, and no socket is bound or connected."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Python's audit events of a socket (https://docs.python.org/3/library/audit_events.html). What joins kg's own processes has no address.
# spaCy imports urllib3, which binds the machine's own address once to learn whether there is IPv6, and closes it: nothing is sent.
WATCH = """
import os, socket, sys
LOCAL = getattr(socket, "AF_UNIX", None)
SEEN = ("socket.bind", "socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")

def is_probe(event, arguments):
    return event == "socket.bind" and arguments[1] == ("::1", 0) and sys._getframe(2).f_code.co_name == "_has_ipv6"

def watch(event, arguments):
    local = event.startswith("socket.") and getattr(arguments[0], "family", -1) == LOCAL
    if event in SEEN and not local and not is_probe(event, arguments):
        os.write(2, f"network: {event} {arguments[1:]}\\n".encode())
        os._exit(3)

sys.addaudithook(watch)
"""
WORK = {
    "import": "import kg; kg.KnowledgeGraph, kg.Settings",
    "build": "import kg; assert kg.build('text.txt', out='out', jobs=1).claims",
    "build in processes of its own": "import kg; assert kg.build('many', out='out', jobs=2, document_seconds=600).claims",
    "extract": "import kg; assert kg.extract('Russia condemned the sanctions.')",
    "query": "import kg; kg.build('text.txt', out='out', jobs=1); "
    "from pathlib import Path; from kg.query.engine import run; assert run(Path('out'), '@facts_with_sources', 'csv')",
}


def watched(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A Python, and those that it starts, that end with status 3 at the first address of a network."""
    (folder / "sitecustomize.py").write_text(WATCH)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}
    return subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("work", WORK)
def test_no_socket_is_opened(work: str, tmp_path: Path) -> None:
    """Neither kg nor a process that it starts knows an address."""
    many = tmp_path / "many"
    many.mkdir()
    for number in range(20):
        (many / f"{number}.txt").write_text(f"Russia condemned the sanctions. Report {number} ends here. " * 20)
    (tmp_path / "text.txt").write_text("Russia condemned the sanctions. Angela Merkel met Emmanuel Macron.")
    found = watched(WORK[work], tmp_path)
    assert "network" not in found.stderr
    assert found.returncode == 0, found.stderr


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('192.0.2.1', 80), 0.01)",
        "import socket; socket.socket().bind(('127.0.0.1', 0))",
        "import socket; socket.socket(socket.AF_INET6).bind(('::1', 0))",
        "import urllib.request; urllib.request.urlopen('http://news.invalid')",
        "import subprocess, sys; sys.exit(subprocess.call([sys.executable, '-c', 'import socket; socket.gethostbyname(\"x\")']))",
    ],
)
def test_a_socket_is_seen(code: str, tmp_path: Path) -> None:
    """The watch can fail: at a connection, at a server, at a request, and in a further process."""
    assert watched(code, tmp_path).returncode == 3
