"""Files made up to do harm, in every format that kg reads; the same number gives the same file."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from html import escape
from random import Random
from typing import NamedTuple

from hostile import FIFTY

PLAIN = "Angela Merkel met Emmanuel Macron in Berlin on 3 March 2019. Russia condemned the sanctions."
PARTIES = ("Angela Merkel", "Russia", "the Foreign Ministry", "Reuters", "Nicolás Maduro", "China", "a spokesman")
SENTENCES = (
    "{} supports {}.",
    "{} met {} in Geneva on 5 May 2018.",
    '"{} threatened {}," {} said.',
    "{} said that {} had condemned {}.",
    "{}, a general of {}, was killed in {}.",
    "According to {}, {} did not attack {}",
)
TERMINAL = (
    "\x1b[31m",
    "\x1b]0;owned\x07",
    "\x1b]8;;http://news.invalid\x1b\\",
    "\x9b2J",
    "\x08\x08",
    "\r",
    "\x00",
    "\x7f",
    "\x85",
)
GRAPH = (
    '"""',
    "> <http://news.invalid/> .",
    "} ; DROP ALL ; {",
    "'''\\",
    "\\u0022",
    "_:b0",
    "@prefix : <x> .",
    "\u2028",
    "%00%0a",
    "^^xsd:date",
)
UNSEEN = ("\u200d", "\u200b", "\ufeff", "\u202e", "\u2066", "\xad", "\u0301", "\U000e0041", "\ufdd0", "\uffff")
NESTED = ("“", "”", "‘", '"', "(", ")", "[", "]", "<b>", "<div>", "</p>", "{", "}}", "《", "»")
WIDE = ("👩‍👩‍👧‍👦", "Ａｎｇｅｌａ", "ﷺ", "𝕬", "İ", "ß", "ǅ", "한", "ไทย", "العربية", "１２", "½", "٣")
FORMULAS = (
    "=1+1",
    "@SUM(A1)",
    "+1",
    "-1+2",
    "\t=1",
    "\u200b＝1",
    ";=1",
    '=HYPERLINK("http://news.invalid")',
    "'=1",
    "|=1",
)
MOST = 40  # repetitions of one fragment


class OddFile(NamedTuple):
    """The name of a file, safe to create, and its bytes."""

    name: str
    content: bytes


def odd_file(number: int) -> OddFile:
    """The file of this number."""
    chance = Random(number)
    suffix = chance.choice(sorted(WRITERS))
    content = WRITERS[suffix](chance)
    return OddFile(f"{_file_name(chance)}{number}{suffix}", _damaged(content, chance))


def _fragment(chance: Random) -> str:
    """Signs that may do harm; seldom NUL, since a file with it is refused as a whole."""
    kind = chance.choice((FIFTY, TERMINAL, GRAPH, UNSEEN, NESTED, WIDE, FORMULAS))
    if chance.random() < 0.2:
        found = "".join(chance.choices(kind, k=chance.randrange(2, MOST)))
    else:
        found = chance.choice(kind) * (chance.randrange(2, MOST) if chance.random() < 0.2 else 1)
    return found if chance.random() < 0.05 else found.replace("\x00", "")


def _party(chance: Random) -> str:
    name = chance.choice(PARTIES)
    if chance.random() < 0.5:
        return name
    if chance.random() < 0.2:
        return chance.choice(UNSEEN).join(name)
    return chance.choice(("{0}{1}", "{1}{0}", "{1} {0}", "{1}")).format(name, _fragment(chance))


def _sentence(chance: Random) -> str:
    return chance.choice(SENTENCES).format(*(_party(chance) for _ in range(3)))


def _text(chance: Random) -> str:
    parts = (chance.choice((_sentence, _sentence, _fragment))(chance) for _ in range(chance.randrange(1, 7)))
    return chance.choice((" ", "\n\n", "\n", "")).join(parts)


def _value(chance: Random) -> object:
    """The value of a field: mostly text, or what a field should not hold."""
    if chance.random() < 0.7:
        return _party(chance)
    odd: tuple[object, ...] = (
        None,
        True,
        -1,
        10**300,
        float("nan"),
        [],
        {"a": [_fragment(chance)]},
        "",
        " ",
        "2019-02-30",
        "http://[",
        "javascript:alert(1)",
    )
    return chance.choice(odd)


def _fields(chance: Random) -> dict[str, object]:
    names = ("id", "title", "url", "publisher", "published", "language", _fragment(chance))
    fields = {name: _value(chance) for name in names if chance.random() < 0.5}
    if chance.random() < 0.3:
        fields["url"] = f"https://news.invalid/{_fragment(chance)}"
    if chance.random() < 0.9:
        fields["text"] = _text(chance)
    return fields


def _plain_text(chance: Random) -> str:
    return _text(chance)


def _jsonl(chance: Random) -> str:
    lines = [json.dumps(_fields(chance), ensure_ascii=chance.random() < 0.5) for _ in range(chance.randrange(1, 4))]
    odd = (
        "",
        "{",
        "[" * 500,
        '{"text": "\\ud800 met Russia."}',
        '{"text": 1}',
        "null",
        '{"a":' * 300,
        _fragment(chance),
    )
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(odd))
    return chance.choice(("\n", "\r\n", "\n\n")).join(lines)


def _csv(chance: Random) -> str:
    file = io.StringIO()
    names = ["text", "title", "url", "publisher", "published", _fragment(chance)]
    writer = csv.writer(
        file, delimiter=chance.choice(",;\t|"), quoting=chance.choice((csv.QUOTE_ALL, csv.QUOTE_MINIMAL))
    )
    writer.writerow(names)
    for _ in range(chance.randrange(1, 4)):
        fields = _fields(chance)
        writer.writerow([fields.get(name, "") for name in names][: chance.randrange(1, 9)])
    return file.getvalue() + chance.choice(("", '"', ",,,,", "\r", _fragment(chance)))


def _markdown(chance: Random) -> str:
    front = chance.choice(
        (
            "",
            f"---\n{json.dumps(_fields(chance))}\n---\n",
            "---\n" + "".join(f"{name}: {value}\n" for name, value in _fields(chance).items()) + "---\n",
            f"---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: [*b, *b, *b]\n---\n{PLAIN}\n",
            f"---\ntitle: !!python/object/apply:os.system ['touch owned']\n---\n{PLAIN}\n",
            f"+++\ntitle = {_fragment(chance)}\n+++\n",
        )
    )
    marks = (
        "# {}",
        "> > > {}",
        "* {}",
        "[{}](javascript:alert(1))",
        "![{}](http://news.invalid/x)",
        "**{}",
        "`{}",
        "| {} |\n|---|",
        "<div>{}",
        "[^1]: {}",
    )
    return front + "\n\n".join(chance.choice(marks).format(_text(chance)) for _ in range(chance.randrange(1, 5)))


def _html(chance: Random) -> str:
    keep: Callable[[str], str] = escape if chance.random() < 0.5 else str
    title, address = keep(_party(chance)), keep(_fragment(chance))
    charset = chance.choice(("utf-8", "zlib", "utf-7", "rot13", "utf-16", "latin-1", "\x01", keep(_fragment(chance))))
    depth = chance.choice((0, 1, 300))
    data = json.dumps({"@type": "NewsArticle", "headline": _party(chance), "articleBody": _text(chance)})
    tag = chance.choice(("p", "div", "blockquote", "table", "svg", "template", "q", "li"))
    body = "".join(f"<{tag}>{keep(_text(chance))}</{chance.choice((tag, 'p'))}>" for _ in range(chance.randrange(1, 5)))
    return (
        f'<html><head><meta charset="{charset}"><title>{title}</title><link rel=canonical href="{address}">'
        f'<meta property="og:site_name" content="{keep(_party(chance))}"><script type=application/ld+json>{data}</script>'
        f"</head><body><article>{'<b>' * depth}<p>{PLAIN}</p>{body}</article></body></html>"
    )


def _packed(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content.encode(errors="replace"))
    return out.getvalue()


def _zip(chance: Random) -> bytes:
    """An archive of odd files, some of names that lead out of it."""
    out = chance.choice(("", "../../", "/", "C:\\", "a/b/", "__MACOSX/", "./.", "\x1b[2J", "=1+1"))
    files = {
        f"{out}{_file_name(chance)}{end}": writer(chance) for end, writer in TEXTS.items() if chance.random() < 0.5
    }
    return _packed(files or {f"{_fragment(chance)}.zip": "", "a.meta.yml": "title: x"})


def _epub(chance: Random) -> bytes:
    """A book whose parts name each other wrongly, or say what would steer a parser."""
    path = chance.choice(("b.opf", "OPS/b.opf", "../b.opf", "", _fragment(chance)))
    entity = chance.choice(("", '<!DOCTYPE p [<!ENTITY e SYSTEM "file:///etc/passwd">]>'))
    about = "".join(f"<dc:{name}>{escape(_party(chance))}</dc:{name}>" for name in ("creator", "publisher", "date"))
    package = (
        f'{entity}<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'{about}</metadata><manifest><item id="a" href="{chance.choice(("a.xhtml", "../a.xhtml", "%00", "a%2Exhtml"))}" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    container = f'<container><rootfiles><rootfile full-path="{escape(path)}"/></rootfiles></container>'
    page = f"<?xml version='1.0'?>{_html(chance)}"
    return _packed(
        {
            "META-INF/container.xml": container,
            "b.opf": package,
            "OPS/b.opf": package,
            "a.xhtml": page,
            "OPS/a.xhtml": page,
        }
    )


def _warc(chance: Random) -> bytes:
    """Pages under odd addresses, some longer or shorter than they say."""
    records = b""
    for _ in range(chance.randrange(1, 4)):
        kind = chance.choice(("text/html", "text/plain; charset=utf-7", "application/pdf", _fragment(chance).strip()))
        body = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n{_html(chance)}".encode(errors="replace")
        length = chance.choice((len(body), len(body), len(body), 0, -1, 10**12))
        address = f"https://news.invalid/{_fragment(chance)}".replace("\n", " ").replace("\r", " ")
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Length: {length}\r\n"
        records += f"{head}Content-Type: application/http\r\n\r\n".encode(errors="replace") + body + b"\r\n\r\n"
    return records


def _description(chance: Random) -> str:
    """What may stand beside a file."""
    return chance.choice((*FIELDS_BESIDE, "".join(f"{name}: {value}\n" for name, value in _fields(chance).items())))


FIELDS_BESIDE = (
    "title: !!python/object/apply:os.system ['touch owned']\n",
    "a: &a [x, x]\nauthor: [*a, *a]\n",
    "? {a: b}\n: c\n",
)
TEXTS: dict[str, Callable[[Random], str]] = {
    ".txt": _plain_text,
    ".md": _markdown,
    ".html": _html,
    ".jsonl": _jsonl,
    ".csv": _csv,
}
WRITERS: dict[str, Callable[[Random], str | bytes]] = {
    **TEXTS,
    ".epub": _epub,
    ".meta.yml": _description,
    ".warc": _warc,
    ".zip": _zip,
}


def _file_name(chance: Random) -> str:
    """A name that the file system takes, but nobody else should have to."""
    name = _fragment(chance).replace("/", "").replace("\x00", "").lstrip(".")
    odd = chance.choice(("", "", "\udcff", "\n", "\x1b[2J", "=1+1 ", "a b#c?d&e%41"))
    return (odd + name).encode(errors="surrogateescape")[:60].decode(errors="ignore")


def _damaged(text: str | bytes, chance: Random) -> bytes:
    """The bytes of a text: whole, in another encoding, cut, or with bytes that are no text; those of other files whole or damaged."""
    code = chance.choice(("utf-8", "utf-8", "utf-8", "utf-8", "utf-16", "cp1252", "utf-8-sig"))
    content = text.encode(code, "replace") if isinstance(text, str) else text
    if chance.random() < 0.8:
        return content
    place = chance.randrange(len(content) + 1)
    odd = (
        b"\xff",
        b"\xc3\x28",
        b"\x00",
        b"\xed\xa0\x80",
        b"\xf8\x88\x80\x80\x80",
        b"\xef\xbb\xbf",
        bytes(chance.randbytes(20)),
    )
    return content[:place] + chance.choice(odd) + content[place + chance.choice((0, 1, 1000)) :]
