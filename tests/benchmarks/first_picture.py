"""How long the page takes to be made and drawn: `python -m tests.benchmarks.first_picture 1000 10000 [--pyvis]`.

Printed are CPU seconds of Chromium, all its processes together, from its start to the finished picture, less those of an empty page; CPU
seconds of Python for the layout and for the whole page; and the size of the file. With `--pyvis` stock pyvis draws the same graph. The
figures depend on the machine, their ratio hardly does.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pyvis.network import Network

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "page")]

from made_graphs import synthetic  # noqa: E402

from kg.knowledge_graph import KnowledgeGraph  # noqa: E402
from kg.page import drawing, page  # noqa: E402
from kg.page.layout import arrange  # noqa: E402

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


def made(graph: KnowledgeGraph) -> tuple[str, float, float]:
    """The page, with the CPU seconds of its layout and of all of it."""
    layout: list[float] = []

    def timed(*arguments: Any) -> Any:
        began = time.process_time()
        places = arrange(*arguments)
        layout.append(time.process_time() - began)
        return places

    began = time.process_time()
    with patch.object(drawing, "arrange", timed):
        html = page(graph)
    return html, sum(layout), time.process_time() - began


def report(size: int, empty: float, folder: Path, beside: bool) -> str:
    """The line of a size; `empty` are the CPU seconds of a page without anything."""
    graph = synthetic(size)
    html, layout, python = made(graph)
    pages = [html, stock(graph)] if beside else [html]
    used = [first_picture(text, folder) for text in pages]
    drawn = [f"{seconds - empty:.2f}" if seconds else f"more than {LIMIT:.0f}" for seconds in used]
    return (
        f"{size:,} entities: first picture {drawn[0]} CPU s; layout {layout:.2f}, whole page {python:.2f} CPU s of Python; "
        f"{len(html.encode()) / 1e6:.1f} MB" + (f"; stock pyvis {drawn[1]} CPU s" if beside else "")
    )


def main(given: Sequence[str] | None = None) -> None:
    """One line a size."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.first_picture", description=__doc__.split("\n")[0]
    )
    parser.add_argument("entities", type=int, nargs="*", default=[1000, 10000], help="sizes of the graph")
    parser.add_argument("--pyvis", action="store_true", help="let stock pyvis draw the same graph, too")
    chosen = parser.parse_args(given)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        empty = first_picture("<!DOCTYPE html><title>empty</title>", Path(name)) or 0.0
        print(f"an empty page: {empty:.2f} CPU s, taken off below", flush=True)
        for size in chosen.entities:
            print(report(size, empty, Path(name), chosen.pyvis), flush=True)


if __name__ == "__main__":
    main()
