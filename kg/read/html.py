"""Saved web pages: the article inside the page, by trafilatura (https://trafilatura.readthedocs.io)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import BinaryIO

import trafilatura
from trafilatura.settings import DEFAULT_CONFIG, Document

from kg.errors import ReadError
from kg.read.decode import decode, encoding_of, whole
from kg.read.record import Record
from kg.settings import Settings

_MARKUP = 20  # bytes of page allowed for each character of article; saved pages hold pictures too
_MAX_TAGS = 100_000  # an article has a few thousand; the time that the parser takes grows with their square
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_PRESCAN = 1024  # bytes; https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding
_LIST_ITEM = re.compile(r"^- ", re.MULTILINE)
# Only dates that the page states; the other defaults guess one from the text and compare it with the clock.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}


def read_html(stream: BinaryIO, settings: Settings) -> Iterator[Record]:
    """One record: the article without menus, scripts, comments and tables, and what the page says about it."""
    page = _decode(whole(stream, _MARKUP * settings.max_document_characters))
    if page.count("<") > _MAX_TAGS:
        raise ReadError("the page has too many HTML tags for an article", hint="save the article as plain text")
    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["min_extracted_size"] = "0"  # else short articles are taken from the raw page, menus included
    try:
        found = trafilatura.bare_extraction(
            page,
            with_metadata=True,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params=_DATES,
            config=config,
        )
    except Exception as error:  # hostile markup finds every weak spot of a parser; the other documents must be read
        raise ReadError(f"the HTML cannot be parsed: {error}", hint="save the article as plain text") from error
    if not isinstance(found, Document) or not found.text:
        raise ReadError("no article was found in the page", hint="save the article as plain text")
    yield Record(
        {
            "text": _LIST_ITEM.sub("", found.text),
            "title": found.title,
            "url": found.url,
            "publisher": found.sitename,
            "published": found.date,
        }
    )


def _decode(raw: bytes) -> str:
    """The page as text in the encoding it declares, or by the rules for all text."""
    declared = _CHARSET.search(raw, 0, _PRESCAN)
    if declared and encoding_of(raw[:4]) == "utf-8-sig":
        try:
            return codecs.decode(raw, declared[1].decode("ascii"))
        except (LookupError, ValueError):  # an unknown name, or bytes that do not keep what it promises
            pass
    return decode(raw)
