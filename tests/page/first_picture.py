"""How long the page takes, beside stock pyvis on the same graph: `python -m tests.render.first_picture 100 1000`.

CPU seconds of Chromium, all its processes together, from its start to the finished picture, less those of an empty page;
then the layout in Python, and the size of the file. A benchmark, no test: its figures depend on the machine, their
ratio hardly does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pyvis.network import Network

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from made_graphs import synthetic  # noqa: E402

from kg.knowledge_graph import KnowledgeGraph  # noqa: E402
from kg.page import page  # noqa: E402

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --window-size=1360,860 --virtual-time-budget=4000"
).split()
LIMIT = 300.0  # CPU seconds after which a page counts as never drawn
TICK = os.sysconf("SC_CLK_TCK")


def stock(graph: KnowledgeGraph) -> str:
    """The same entities and lines as pyvis draws them if nobody tells it anything."""
    network = Network(directed=True, cdn_resources="in_line")
    for iri, entity in graph.entities.items():
        network.add_node(iri, label=entity.label)
    for claim in graph.claims:
        if isinstance(claim.object, str):
            network.add_edge(claim.subject, claim.object, label=claim.property.label)
    return str(network.generate_html())


def cpu_of_session(leader: int) -> float:
    """CPU seconds so far of all processes of the session that `leader` began, their ended children included."""
    total = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader:
            total += sum(map(int, fields[11:15]))
    return total / TICK


def first_picture(html: str, folder: Path) -> float | None:
    """CPU seconds until Chromium has written its picture of a page; None when it needs more than `LIMIT`."""
    assert BROWSER is not None
    source = folder / "page.html"
    source.write_text(html, encoding="utf-8")
    command = [
        BROWSER,
        *FLAGS,
        f"--user-data-dir={tempfile.mkdtemp(dir=folder)}",
        f"--screenshot={folder / 'page.png'}",
    ]
    with subprocess.Popen([*command, source.as_uri()], start_new_session=True, stderr=subprocess.DEVNULL) as run:
        used = 0.0
        while run.poll() is None:
            used = max(used, cpu_of_session(run.pid))
            if used > LIMIT:
                run.kill()
                return None
            time.sleep(0.05)
    return used


def main(sizes: list[int]) -> None:
    """One line a size."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        empty = first_picture("<!DOCTYPE html><title>empty</title>", folder) or 0.0
        print(f"empty page: {empty:.2f} CPU s, taken off below")
        for size in sizes:
            graph = synthetic(size)
            start = time.process_time()
            html = page(graph)
            python = time.process_time() - start
            ours, theirs = first_picture(html, folder), first_picture(stock(graph), folder)
            drawn = [f"{used - empty:.2f}" if used else f"more than {LIMIT:.0f}" for used in (ours, theirs)]
            ratio = f"1 : {(theirs - empty) / (ours - empty):.0f}" if ours and theirs else "-"
            megabytes = len(html.encode()) / 1e6
            print(
                f"{size} entities: page {drawn[0]}, pyvis {drawn[1]} CPU s, {ratio}; {python:.2f} s, {megabytes:.1f} MB"
            )


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [100, 1000])
