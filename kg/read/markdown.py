"""Markdown (https://commonmark.org), with or without front matter in YAML, TOML or lines of "Title: ..."."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any, BinaryIO

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kg.errors import ReadError
from kg.read.beside import Strings
from kg.read.decode import decode, whole
from kg.read.record import Record
from kg.read.remark import Remark
from kg.read.tables import Table
from kg.read.text import MAX_BYTES
from kg.settings import Settings

_KEPT = {"text", "code_inline", "text_special"}
_BREAKS = {"softbreak", "hardbreak"}
_MAX_FRONT = 100_000  # characters of front matter; the parser of YAML takes a second for each 100,000
_STRUCK = re.compile(r"<(/?)(?:del|s|strike)\b[^>]*>", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,99}\]")
# Its first line, lines that go on, and further paragraphs of it, which are indented.
_NOTE = re.compile(
    r"\[\^[^\]\s]{1,99}\]:[ \t]*(.*(?:\n(?![^\S\n]*\n| {0,3}\[[^\]\n]{1,99}\]:).+)*(?:(?:\n[^\S\n]*)*\n(?: {4}|\t)[ \t]*\S.*)*)"
)


# What extensions of Markdown mark as no text of the article: shortcodes (Hugo), comments (Obsidian), deletions and remarks (CriticMarkup),
# the numbers of notes.
_NO_TEXT = re.compile(
    r"\{\{[<%][^{}]{1,500}[>%]\}\}|^%%[^%]{1,2000}%%[ \t]*$|\{--[^{}]{1,500}--\}|\{>>[^{}]{1,500}<<\}|\{~~[^{}~]{0,500}~>"
    r"|(?<=[a-z]{3})<sup>\[?\d{1,3}\]?</sup>",
    re.MULTILINE,
)
_MARKED = re.compile(
    r"\{(?:\+\+|==)|(?:\+\+|==|~~)\}|==(?=\S)([^=\n]{1,500})=="
)  # text with marks around it: insertions, highlights
_TOML = re.compile(rf"\+\+\+[ \t]*\n(.{{0,{_MAX_FRONT}}}?)\n\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
# Lines of "Title: ..." at the front, up to an empty one (MultiMarkdown, Pelican).
_HEADER = re.compile(
    r"(?:(?:title|date|published|publisher|author|authors|category|tags|keywords|slug|url|language|lang|subtitle):[^\n]{0,1000}\n)+(?=\s*\n)",
    re.IGNORECASE,
)
_TASK = re.compile(r"\[[ xX]\] (?=\S)")  # a box at the start of a list item
_INDENT = re.compile(r"^(?: {4}|\t)", re.MULTILINE)


class _FrontMatter(YAMLHandler):
    """The front matter of a document; raises ReadError when it is longer than any is."""

    def load(self, fm: str, **kwargs: Any) -> Any:
        """The fields, as strings, lists and mappings."""
        if len(fm) > _MAX_FRONT:
            raise ReadError(
                "the front matter is too long", hint="leave out what is no title, publisher, date or address"
            )
        return yaml.load(fm, Loader=Strings)  # noqa: S506 (a SafeLoader)


def read_markdown(stream: BinaryIO, settings: Settings) -> Iterator[Record | Remark]:
    """One record: headings, paragraphs, list items and rows of tables as paragraphs, and notes at the end.

    No code blocks, pictures, HTML and struck words. Front matter (YAML between two lines of `---`, TOML between `+++`, or lines of
    "Title: ..." up to an empty one) may give title, publisher, published, url and language.
    """
    source, remarks = decode(whole(stream, MAX_BYTES * settings.max_document_characters), settings.encoding)
    yield from remarks
    fields, body = _parted(source)
    blocks: list[str] = []
    for block in _blocks(_MARKED.sub(r"\1", _NO_TEXT.sub("", body))):
        if isinstance(block, Table):
            blocks += block.sentences()
            yield from block.remarks()
        else:
            blocks.append(block)
    yield Record({str(name).lower(): value for name, value in fields.items()} | {"text": "\n\n".join(blocks)})


def _parted(source: str) -> tuple[dict[str, Any], str]:
    """The fields of the front matter, and the text behind it; ReadError when it cannot be parsed."""
    toml, header = _TOML.match(source), _HEADER.match(source)
    try:
        if toml is not None:
            return tomllib.loads(toml[1]), source[toml.end() :]
        fields, body = frontmatter.parse(source, handler=_FrontMatter())
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        kind, reason = "TOML" if toml is not None else "YAML", " ".join(str(error).split())
        hint = "put values in quotes" if toml is not None else "put values with a colon in quotes"
        raise ReadError(f"the front matter is not valid {kind}: {reason}", hint=hint) from error
    if header is not None and not fields:
        pairs = (line.partition(":") for line in header[0].splitlines())
        return {name.lower(): value.strip() for name, _, value in pairs}, source[header.end() :]
    return fields, body if fields else source


def _blocks(source: str) -> Iterator[str | Table]:
    """The paragraphs and tables of a document, and then those of its notes."""
    markdown = MarkdownIt("commonmark", {"strikethrough_single_tilde": True}).enable(["table", "strikethrough"])
    markdown.inline.ruler.before("link", "note_mark", _note_mark)
    markdown.block.ruler.before("reference", "note", _note, {"alt": ["paragraph", "reference"]})
    notes: list[str] = []
    yield from _of_tokens(markdown.parse(source, {"notes": notes}))
    for note in notes:
        yield from _of_tokens(markdown.parse(note))


def _note_mark(state: StateInline, silent: bool) -> bool:
    """Rule of the parser: the mark of a note ("[^1]") is no text and no link; a note in place ("^[...]") is a text of its own."""
    start = state.pos
    mark = _NOTE_MARK.match(state.src, start)
    if mark is not None:
        state.pos = mark.end()
    elif (
        "notes" in state.env
        and state.src.startswith("^[", start)
        and (end := state.md.helpers.parseLinkLabel(state, start + 1)) > 0
    ):
        state.pos = end + 1
        if not silent:
            state.env["notes"].append(state.src[start + 2 : end])
    return state.pos > start


def _note(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Rule of the parser: what a note says ("[^1]: ...") is a text of its own."""
    if "notes" not in state.env or state.is_code_block(first):  # notes have none
        return False
    note = _NOTE.match(state.src, state.bMarks[first] + state.tShift[first])
    if note is not None and not silent:
        state.env["notes"].append(_INDENT.sub("", note[1]))
        state.line = next((line for line in range(first, end) if state.bMarks[line] > note.end()), end)
    return note is not None


def _of_tokens(tokens: list[Token]) -> Iterator[str | Table]:
    rows: list[list[str]] | None = None
    for token in tokens:
        if token.type == "table_open":
            rows = []
        elif token.type == "table_close" and rows:
            yield Table.of(rows[0], rows[1:])
            rows = None
        elif token.type == "tr_open" and rows is not None:
            rows.append([])
        elif token.type == "inline":
            words = _words(token.children or [])
            words = words if rows or not (box := _TASK.match(words)) else words[box.end() :]
            if rows:
                rows[-1].append(words)
            else:
                yield words


def _words(tokens: list[Token]) -> str:
    """The text of inline tokens without its markup and what is struck out; links keep their words."""
    text, struck = "", 0
    for token in tokens:
        tag = _STRUCK.match(token.content) if token.type == "html_inline" else None
        if token.type == "s_open" or (tag and not tag[1]):
            struck += 1
        elif token.type == "s_close" or tag:
            struck = max(0, struck - 1)
        elif not struck:
            text += token.content if token.type in _KEPT else " " if token.type in _BREAKS else ""
    return text
