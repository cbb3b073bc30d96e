"""How reading odd text and markup grows: `python -m tests.benchmarks.odd [--times 4] [--scale 1] [--only WORD ...]`.

Each kind is one document of a small size and one `--times` as long. Printed are the CPU seconds of reading the file and extracting what it
says, in one process that has its models loaded, and their ratio: about `--times` where the work is linear, `--times` squared where it is
quadratic. What is rejected is said to be; a file that is rejected for its length shows what the refusal costs.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.corpus.reader import DocumentReader, Task
from kg.model import Document, Rejection
from kg.read import read
from kg.settings import Settings

LEAD = "Angela Merkel met Emmanuel Macron in Berlin on 3 March 2019. Russia condemned the sanctions against Iran. "
NEAR = 0.2  # seconds; a ratio of less than this is noise
HIGH = 1.5  # times the growth of the input: worth a look


class Kind(NamedTuple):
    """A kind of odd file: its name ends in `suffix`, and `make` writes one of so many units; `units` is the small size."""

    suffix: str
    units: int
    make: Callable[[int], str]


def _text(make: Callable[[int], str], units: int) -> Kind:
    """Plain text after two ordinary sentences, so that it counts as English."""
    return Kind(".txt", units, lambda number: LEAD + make(number))


def _page(make: Callable[[int], str], units: int) -> Kind:
    """What stands in the article of a page."""
    return Kind(
        ".html",
        units,
        lambda number: (
            f"<html><head><title>Talks</title></head><body><article><p>{LEAD}</p>{make(number)}</article></body></html>"
        ),
    )


def _marks(make: Callable[[int], str], units: int) -> Kind:
    """What stands in a Markdown file."""
    return Kind(".md", units, lambda number: f"{LEAD}\n\n{make(number)}\n")


def _lines(make: Callable[[int], str], units: int) -> Kind:
    """Lines of JSON, of which the last one is a document."""
    return Kind(".jsonl", units, lambda number: f"{make(number)}\n{json.dumps({'text': LEAD})}\n")


def _table(number: int) -> str:
    return "text,publisher,published\n" + f'"{LEAD}",Reuters,2019-03-03\n' * number


def _sentences(number: int) -> str:
    """Ordinary sentences, each with two names that are new."""
    return " ".join(f"Minister Ann Lee{_name(i)} met the envoy Bob Ray{_name(i)} in Geneva." for i in range(number))


def _name(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


KINDS: dict[str, Kind] = {
    "full stops": _text(lambda n: "." * n, 1000),
    "punctuation": _text(lambda n: "!?;:,-&%#" * (n // 9), 1000),
    "ampersands": _text(lambda n: "&" * n, 1000),
    "quotation marks": _text(lambda n: '"' * n, 1000),
    "nested brackets": _text(lambda n: "(" * (n // 2) + "Russia" + ")" * (n // 2), 1000),
    "nested quotes": _text(lambda n: "“" * (n // 2) + "Russia" + "”" * (n // 2), 1000),
    "brackets with words": _text(lambda n: "Russia (which " * n + "left" + ")" * n + ".", 100),
    "quotes with words": _text(lambda n: "He said “ we " * n + "left" + "”" * n + ".", 100),
    "emoji": _text(lambda n: "😀" * n, 1000),
    "families joined": _text(lambda n: "👩‍👩‍👧‍👦" * n, 150),
    "zero-width joiners": _text(lambda n: "\u200d".join("ab" * (n // 2)), 1000),
    "zero-width in words": _text(lambda n: "Ru\u200bssia met Ch\u200dina. " * n, 40),
    "combining marks": _text(lambda n: "e" + "\u0301" * n, 1000),
    "direction signs": _text(lambda n: "\u202e\u2066Russia " * n, 100),
    "no-break spaces": _text(lambda n: "\xa0" * n + "Russia", 4000),
    "new lines": _text(lambda n: "\n" * n + "Russia", 4000),
    "long token": _text(lambda n: "a" * n, 4000),
    "long address": _text(lambda n: "https://news.invalid/" + "a/" * n, 1000),
    "long number": _text(lambda n: "1" * n, 4000),
    "hyphens in a word": _text(lambda n: "-".join(["self"] * n), 200),
    "initials": _text(lambda n: "A. " * n, 250),
    "capitals": _text(lambda n: "RUSSIA CHINA " * n, 100),
    "one name over and over": _text(lambda n: "Angela Merkel " * n, 100),
    "names with commas": _text(lambda n: "Russia met " + ", ".join(["Angela Merkel"] * n) + ".", 60),
    "conjunct chain": _text(lambda n: "Russia met " + " and ".join(["China"] * n) + ".", 100),
    "verbs in a chain": _text(lambda n: "Russia " + " and ".join(["condemned China"] * n) + ".", 60),
    "xcomp chain": _text(lambda n: "Russia " + "wants to try to " * n + "leave.", 60),
    "that that that": _text(lambda n: "Merkel said that " * n + "Russia left.", 60),
    "possessives": _text(lambda n: "Merkel's " * n + "aide left.", 100),
    "prepositions": _text(lambda n: "Russia left " + "in the house of the man " * n + ".", 40),
    "numbers and dates": _text(lambda n: "3 March 2019, " * n, 60),
    "table rows as text": _text(lambda n: "Russia | 1,234 | Moscow | 3 March\n" * n, 40),
    "ordinary sentences": _text(_sentences, 60),
    "pronouns": _text(lambda n: "Merkel left. She said he saw her. " * n, 40),
    "no sentence end": _text(lambda n: "Russia met China " * n, 80),
    "flat links": _page(lambda n: "<p>" + '<a href="/x">Russia</a> ' * n + "</p>", 2000),
    "flat links, no paragraph": _page(lambda n: '<a href="/x">Russia</a> ' * n, 2000),
    "bold runs": _page(lambda n: "<p>" + "<b>Russia</b> left. " * n + "</p>", 2000),
    "spans": _page(lambda n: "<p>" + "<span>Russia</span> left. " * n + "</p>", 2000),
    "line breaks": _page(lambda n: "<p>" + "Russia left.<br>" * n + "</p>", 1000),
    "list items": _page(lambda n: "<ul>" + "<li>Russia left.</li>" * n + "</ul>", 500),
    "paragraphs": _page(lambda n: "<p>Russia left.</p>" * n, 500),
    "nested bold": _page(lambda n: "<p>" + "<b>" * n + "Russia left.</p>", 250),
    "nested boxes": _page(lambda n: "<div>" * n + "<p>Russia left.</p>", 250),
    "nested quotations": _page(lambda n: "<blockquote>" * n + "Russia left.", 250),
    "entities": _page(lambda n: "<p>" + "&amp;" * n + "</p>", 1000),
    "entities without an end": _page(lambda n: "<p>" + "&#x26" * n + "</p>", 1000),
    "attributes": _page(lambda n: "<p " + " ".join(f"a{i}=1" for i in range(n)) + ">Russia left.</p>", 450),
    "long attribute": _page(lambda n: f'<p title="{"a" * n}">Russia left.</p>', 50_000),
    "comments": _page(lambda n: "<!-- x -->" * n, 5000),
    "cells of a table": _page(lambda n: "<table>" + "<tr><td>Russia<td>China</tr>" * n + "</table>", 100),
    "nested tables": _page(lambda n: "<table><tr><td>" * n + "Russia left.", 60),
    "pictures": _page(lambda n: '<img src="x" alt="Russia">' * n, 2000),
    "times": _page(lambda n: "<p>" + "Russia left <time>at noon</time> today. " * n + "</p>", 100),
    "stars": _marks(lambda n: "*" * n, 10_000),
    "stars with words": _marks(lambda n: "*a **b " * n, 500),
    "open angles": _marks(lambda n: "<" * n, 1000),
    "open links": _marks(lambda n: "[" * n, 2000),
    "links": _marks(lambda n: "[Russia](x) " * n, 500),
    "backquotes": _marks(lambda n: "".join("`" * (i % 50) + " " for i in range(n)), 100),
    "quotation levels": _marks(lambda n: "> " * n + "Russia left.", 500),
    "notes": _marks(lambda n: "".join(f"[^{i}]: Russia left.\n" for i in range(n)), 100),
    "list levels": _marks(lambda n: "".join("  " * (i % 20) + "* Russia\n" for i in range(n)), 60),
    "bad JSON lines": _lines(lambda n: "\n".join(["{"] * n), 5000),
    "JSON without text": _lines(lambda n: "\n".join(['{"id": 1}'] * n), 5000),
    "deep JSON": _lines(lambda n: "[" * n, 20_000),
    "rows of CSV": Kind(".csv", 60, _table),
}


class Growth(NamedTuple):
    """CPU seconds at the small and the large size, and what became of the large one."""

    small: float
    large: float
    outcome: str

    @property
    def ratio(self) -> float:
        return self.large / self.small if self.small else 0.0


def cost(kind: Kind, units: int, folder: Path, reader: DocumentReader) -> tuple[float, str]:
    """CPU seconds of one file of a kind, and what became of it."""
    path = folder / f"odd{kind.suffix}"
    path.write_text(kind.make(units), encoding="utf-8")
    began = time.process_time()
    found = list(read([path], reader.settings))
    documents = [item for item in found if isinstance(item, Document)]
    failed = [reader.read(Task(item.id.encode(), item)).reading.failed for item in documents]
    seconds = time.process_time() - began
    refused = [item.reason for item in found if isinstance(item, Rejection)] + [reason for reason in failed if reason]
    return seconds, f"{len(documents)} read" + (f", {len(refused)} refused: {refused[0][:50]}" if refused else "")


def growth(kind: Kind, times: int, scale: float, folder: Path, reader: DocumentReader) -> Growth:
    """What a kind costs at both sizes."""
    units = round(kind.units * scale)
    small, _ = cost(kind, units, folder, reader)
    large, outcome = cost(kind, units * times, folder, reader)
    return Growth(small, large, outcome)


def report(names: Sequence[str], times: int, scale: float) -> Iterator[str]:
    """The lines of the table."""
    reader = DocumentReader(Settings(threads=1))
    with tempfile.TemporaryDirectory() as place:
        cost(KINDS["ordinary sentences"], 5, Path(place), reader)  # loads what is loaded once
        cost(KINDS["paragraphs"], 5, Path(place), reader)
        yield f"{'':26} {'units':>7} {'seconds':>8} {f'x {times}':>8} {'ratio':>6}"
        for name in names:
            found = growth(KINDS[name], times, scale, Path(place), reader)
            high = "!" if found.large > NEAR and found.ratio > HIGH * times else " "
            units = round(KINDS[name].units * scale)
            line = f"{name:26} {units:7,} {found.small:8.2f} {found.large:8.2f} {found.ratio:6.1f}{high}"
            yield f"{line} {found.outcome}"


def main(given: Sequence[str] | None = None) -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.odd", description=__doc__.split("\n")[0])
    parser.add_argument("--times", type=int, default=4, help="how much larger the large size is")
    parser.add_argument("--scale", type=float, default=1.0, help="both sizes times this")
    parser.add_argument("--only", nargs="*", default=[], metavar="WORD", help="kinds whose name holds one of these")
    chosen = parser.parse_args(given)
    names = [name for name in KINDS if not chosen.only or any(word in name for word in chosen.only)]
    for line in report(names, chosen.times, chosen.scale):
        print(line, flush=True)


if __name__ == "__main__":
    main()
