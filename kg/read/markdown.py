"""Markdown (https://commonmark.org), with or without YAML front matter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.errors import ReadError
from kg.read.decode import decode, whole
from kg.read.record import Record
from kg.read.text import MAX_BYTES
from kg.settings import Settings

_KEPT = {"text", "code_inline", "text_special"}
_BREAKS = {"softbreak", "hardbreak"}


def read_markdown(stream: BinaryIO, settings: Settings) -> Iterator[Record]:
    """One record: headings, paragraphs, list items and table cells as paragraphs; no code blocks, pictures or HTML.

    Front matter between two lines of `---` may give title, publisher, published, url and language.
    """
    source = decode(whole(stream, MAX_BYTES * settings.max_document_characters))
    try:
        fields, body = frontmatter.parse(source, handler=YAMLHandler())
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())
        raise ReadError(
            f"the front matter is not valid YAML: {reason}", hint="put values with a colon in quotes"
        ) from error
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body if fields else source)
    blocks = [_words(token.children or []) for token in tokens if token.type == "inline"]
    yield Record({str(name).lower(): value for name, value in fields.items()} | {"text": "\n\n".join(blocks)})


def _words(tokens: list[Token]) -> str:
    """The text of inline tokens without its markup; links keep their words."""
    return "".join(token.content if token.type in _KEPT else " " if token.type in _BREAKS else "" for token in tokens)
