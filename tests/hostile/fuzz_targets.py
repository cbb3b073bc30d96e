"""What takes bytes from strangers, each as a function of bytes that raises only when kg has failed, and bytes to begin with.

`fuzz_bytes.py` looks for bytes that make one of them fail; `test_fuzz_targets.py` runs each on its first bytes.
"""

from __future__ import annotations

import gzip
import io
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout, suppress
from email.message import EmailMessage
from itertools import islice
from pathlib import Path
from random import Random
from string import printable

sys.path.extend(str(Path(__file__).parents[1] / name) for name in ("", "hostile", "page", "read"))

import docx
import pyarrow as pa
import pyoxigraph as ox
from odd_inputs import PLAIN, WRITERS
from pdf_files import pdf
from pyarrow import parquet

from kg.errors import KGError
from kg.graph.forbidden import refuse_forbidden
from kg.iri import DEFAULT_BASE, Minter
from kg.lang.en import ENGLISH
from kg.model import Document
from kg.query.engine import named_queries
from kg.query.hints import hints, plain
from kg.query.process import syntax_error
from kg.read import READERS, read
from kg.read.clean import clean, one_line
from kg.resources import corrections, ontology_files
from kg.resources.gazetteer import Gazetteer
from kg.serve import parameters, protocol
from kg.serve.negotiation import ROW_FORMATS, preferred
from kg.settings import Settings

Target = Callable[[bytes], None]
_BESIDE, _STDIN = ".meta.yml", "-"
_PREFIXES = Minter(DEFAULT_BASE).prefixes()
_FOLDER = tempfile.TemporaryDirectory()
_PARTS = b"\0"  # between the parts of a request
_HARMLESS = set(printable) - set("\r\v\f")
_ODD = 12  # odd files that a target begins with


def _reading(suffix: str) -> Target:
    """Reads a file of this ending, or a text beside a file, or standard input."""
    folder = Path(_FOLDER.name, f"as{suffix}")

    def target(data: bytes) -> None:
        folder.mkdir(exist_ok=True)
        text, path = folder / "a.txt", folder / f"a{suffix}"
        if suffix == _BESIDE:
            text.write_text(PLAIN, "utf-8")
        path.write_bytes(data)
        inputs = ["-"] if suffix == _STDIN else [text if suffix == _BESIDE else path]
        with redirect_stderr(io.StringIO()) as said, redirect_stdout(said):
            found = list(read(inputs, Settings(), io.BytesIO(data)))
        assert not set(said.getvalue()) - _HARMLESS
        assert found
        for item in found:
            if isinstance(item, Document):
                _check(item)
            else:
                assert item.reason == one_line(item.reason)
                assert item.item == one_line(item.item)

    return target


def _check(document: Document) -> None:
    """What later stages take for granted."""
    assert document.text == clean(document.text)
    assert document.text.strip()
    starts = [page.start for page in document.pages]
    assert starts == sorted(set(starts))
    assert all(start < len(document.text) for start in starts)
    for field in (document.id, document.title, document.publisher, document.url, document.author, document.published):
        assert field == one_line(field)


def _question(data: bytes) -> None:
    """A question comes to the store only when it asks no other server, and what is said of it can be said."""
    try:
        asked = protocol.asked("POST", b"", protocol.QUERY, data)
        assert asked is not None
        refuse_forbidden(asked.query)
    except (KGError, protocol.RefusedError):
        return
    text = plain(asked.query)
    assert len(text) == len(asked.query)
    try:
        ox.Store().query(text, prefixes=dict(_PREFIXES))
    except SyntaxError as error:
        syntax_error(str(error), asked.query)
    except (OSError, RuntimeError, ValueError):
        pass
    else:
        assert not _asks_elsewhere(text)
        list(hints(asked.query, _PREFIXES, _answered))


def _asks_elsewhere(text: str) -> bool:
    """True where SERVICE is a word of the language: the question is none with another word in its place."""
    lower = text.lower()
    other = "".join("X" if lower.startswith("service", place) else char for place, char in enumerate(text))
    try:
        ox.Store().query(other, prefixes=dict(_PREFIXES))
    except SyntaxError:
        return True
    return False


def _answered(query: str) -> list[str]:
    """The values of a query that kg puts itself, and one of its own."""
    ox.Store().query(query, prefixes=dict(_PREFIXES))
    return ["https://kg.invalid/ns/politics#supports"]


def _request(data: bytes) -> None:
    """The method, the parameters, the headers and the body of a request."""
    method, address, accept, kind, body = (*data.split(_PARTS, 4), b"", b"", b"", b"", b"")[:5]
    name, header = method.decode("latin-1"), kind.decode("latin-1")
    preferred(accept.decode("latin-1"), [*ROW_FORMATS])
    for work in (
        lambda: protocol.asked(name, address, header, body),
        lambda: protocol.graph_wanted(name, address),
        lambda: parameters.read((*parameters.PAGING, *parameters.CLAIMS), address),
    ):
        with suppress(protocol.RefusedError):
            work()


def _table(name: str, load: Callable[[Path], object]) -> Target:
    """Loads a file of the user's own."""
    path = Path(_FOLDER.name, name)

    def target(data: bytes) -> None:
        path.write_bytes(data)
        with suppress(KGError):
            load(path)

    return target


_ENDINGS = {reader: suffix for suffix, reader in sorted(READERS.items(), key=lambda item: item[0] in WRITERS)}
TARGETS: dict[str, Target] = {
    **{suffix.strip("."): _reading(suffix) for suffix in (*_ENDINGS.values(), ".zip", ".txt.gz", _BESIDE)},
    "stdin": _reading(_STDIN),
    "question": _question,
    "request": _request,
    "gazetteer": _table("own.csv", lambda path: Gazetteer.load(path, (), ENGLISH)),
    "corrections": _table("corrections.csv", lambda path: corrections.load([path], lambda _: True)),
    "turtle": _table("own.ttl", ontology_files.triples.__wrapped__),
    "json": _table("own.json", ontology_files.triples.__wrapped__),
    "settings": _table("kg.toml", lambda path: Settings.load(path.parent)),
}


def beginnings(target: str) -> Iterator[bytes]:
    """Files of the kind that a target takes, from which to go on."""
    suffix = f".{target}"
    if suffix in WRITERS:
        for number in range(_ODD):
            made = WRITERS[suffix](Random(number))
            yield made.encode("utf-8", "replace") if isinstance(made, str) else made
    yield from _BEGINNINGS.get(target, lambda: ())()


def _word() -> Iterator[bytes]:
    document, out = docx.Document(), io.BytesIO()
    document.add_heading("Talks", level=0)
    document.add_paragraph(PLAIN)
    document.add_table(2, 2).cell(0, 0).text = "Denmark"
    document.save(out)
    with zipfile.ZipFile(out) as archive:  # stored, so that what is changed in it is seen
        yield _stored({name: archive.read(name) for name in archive.namelist()})


def _stored(files: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _text_of_office() -> Iterator[bytes]:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "drawing")
    )
    table = "<table:table><table:table-row><table:table-cell><text:p>Denmark</text:p></table:table-cell></table:table-row></table:table>"
    body = f"<office:body><office:text><text:h>Talks</text:h><text:p>{PLAIN}<text:s/>Yes.</text:p>{table}</office:text></office:body>"
    content = f"<office:document-content {names}>{body}</office:document-content>"
    yield _stored({"META-INF/manifest.xml": "<manifest/>", "content.xml": content})


def _mails() -> Iterator[bytes]:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "The Post <news@post.invalid>", "Re: Gespräche"
    mail["Date"] = "Fri, 4 Jan 2019 23:30:00 -0500"
    mail.set_content(f"{PLAIN}\n> Who?\n-- \nThe Post")
    yield bytes(mail)
    mail.add_alternative(f"<p>{PLAIN}</p>", subtype="html")
    mail.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    yield bytes(mail)


def _feeds() -> Iterator[bytes]:
    item = f"<title>Talks</title><description>&lt;p&gt;{PLAIN}&lt;/p&gt;</description>"
    yield f"<rss><channel><title>The Post</title><item>{item}<pubDate>Fri, 4 Jan 2019</pubDate></item></channel></rss>".encode()
    entry = f'<title>Talks</title><link href="https://news.invalid/"/><content type="html">{PLAIN}</content>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>{entry}</entry></feed>'.encode()


def _rich_texts() -> Iterator[bytes]:
    words = rb"Talks\par Envoys of \u321?\'f3d {\b met}.\par \trowd Denmark\cell left\cell\row"
    yield rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}\f0 " + words + b"}"


def _parquets() -> Iterator[bytes]:
    out = io.BytesIO()
    parquet.write_table(pa.table({"text": [PLAIN, None], "date": ["2019-01-04", ""]}), out, compression="none")
    yield out.getvalue()


def _questions() -> Iterator[bytes]:
    for _, query in named_queries().values():
        yield query.encode()
    clause = "SERVICE SILENT <http://news.invalid/> { ?s ?p ?o }"
    for before in ("", "?a ?b 1", "?a ?b true", "?a ?b 'x'@en", "FILTER(1<2)", "# x\n", "BIND(1 AS ?x)"):
        yield f"SELECT * {{ {before}{clause} }}".encode()


def _requests() -> Iterator[bytes]:
    yield _PARTS.join((b"GET", b"query=ASK{}&default-graph-uri=x:y", b"text/csv;q=0.5, */*", b"", b""))
    yield _PARTS.join(
        (b"POST", b"q=a&limit=3&since=2019-03-01", b"", b"application/x-www-form-urlencoded", b"query=ASK%7B%7D")
    )
    yield _PARTS.join((b"GET", b"graph=x:y", b"", b"", b""))
    yield _PARTS.join((b"POST", b"", b"", b"application/sparql-query; charset=utf-8", b"ASK {}"))


def _packed() -> Iterator[bytes]:
    yield gzip.compress(PLAIN.encode(), mtime=0)
    yield gzip.compress(PLAIN.encode(), 0, mtime=0)


def _anything() -> Iterator[bytes]:
    for target in TARGETS:
        if target != "stdin":
            yield from islice(beginnings(target), 2)


_BEGINNINGS: dict[str, Callable[[], Iterable[bytes]]] = {
    "docx": _word,
    "odt": _text_of_office,
    "eml": _mails,
    "xml": _feeds,
    "rtf": _rich_texts,
    "parquet": _parquets,
    "pdf": lambda: [pdf([["Talks", "Envoys met on", "Monday."], []])],
    "txt.gz": _packed,
    "stdin": _anything,
    "question": _questions,
    "request": _requests,
    "gazetteer": lambda: [b"id,label,type,aliases\nent1,Globex,Company,Globex Corp|G\n"],
    "corrections": lambda: [b"decision,name,document,value,value_document\nsame as,Huck Finn,,Huckleberry Finn,\n"],
    "turtle": lambda: [
        b"@prefix : <x:> . @prefix owl: <http://www.w3.org/2002/07/owl#> . :a a owl:Class ; :b 'c'@en , 1.5 ."
    ],
    "json": lambda: [
        b'{"concepts": [{"qid": "Q5", "label": "human"}], "relations": [{"pid": "P19", "label": "born in", "domain": "Q5"}]}'
    ],
    "settings": lambda: [b'gazetteer = ["a.csv"]\npublisher = "The Post"\nthreads = 1\n'],
}
