"""Saved mails (.eml): what the sender wrote, by the library of Python (RFC 5322, MIME)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from io import BytesIO
from typing import BinaryIO

from kg.errors import ReadError
from kg.read.clean import one_line
from kg.read.decode import decode, whole
from kg.read.html import read_html
from kg.read.parsers import MAX_BYTES, guarded
from kg.read.record import Record
from kg.read.remark import Remark
from kg.settings import Settings, text_codec

_REPLY = re.compile(r"\A(?:\s*(?:re|fwd?|aw|wg)\s*:)+\s*", re.IGNORECASE)
# Lines of another mail, and the one above them that says whose they are.
_QUOTED = re.compile(r"(?:^[^\n>]{0,200}\bwrote:\s*\n)?(?:^>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- ?\n.*", re.MULTILINE | re.DOTALL)  # RFC 3676, section 4.3


@dataclass(frozen=True, slots=True)
class _Mail:
    """What a mail holds: its text as bytes in the encoding `codec`, "" where that is not known."""

    fields: dict[str, object]
    content: bytes
    codec: str
    is_page: bool
    attached: tuple[str, ...]


def read_eml(stream: BinaryIO, settings: Settings) -> Iterator[Record | Remark]:
    """One record: the plain text of a mail, or else its HTML; subject, sender and date are what it says of itself.

    Remarks name what is left out: lines that quote another mail, and attachments. Raises ReadError without a text.
    """
    raw = whole(stream, MAX_BYTES)
    with guarded("the mail", "save its words as plain text"):
        mail = _mail(raw)
    for name in mail.attached:
        yield Remark(f"attachment: {name}", "left out; save it and read it by itself")
    text, remarks = _decode(mail, settings.encoding)
    yield from remarks
    if mail.is_page:
        for item in read_html(BytesIO(text.encode("utf-8", "replace")), replace(settings, encoding="utf-8")):
            yield replace(item, fields={**item.fields, **mail.fields}) if isinstance(item, Record) else item
        return
    if len(text) > settings.max_document_characters:
        yield Record({"text": text})  # refused for its length
        return
    own, quotes = _QUOTED.subn("\n", _SIGNATURE.sub("", text.replace("\r\n", "\n")))
    if quotes:
        yield Remark("lines that begin with >", "words of another mail, left out; save that one and read it")
    yield Record({**mail.fields, "text": own})


def _mail(raw: bytes) -> _Mail:
    mail = BytesParser(policy=policy.default).parsebytes(raw)
    if not isinstance(mail, EmailMessage) or not mail.keys():
        raise ReadError("this is no mail: it does not begin with headers", hint="name plain text .txt")
    body = mail.get_body(("plain", "html"))
    content = body.get_payload(decode=True) if body else None
    if body is None or not isinstance(content, bytes):
        raise ReadError("there is no text in the mail", hint="save its attachments and read them")
    name, address = parseaddr(str(mail.get("from", "")))
    return _Mail(
        fields={
            "title": _REPLY.sub("", str(mail.get("subject", ""))),
            "publisher": name or address,
            "published": str(mail.get("date", "")),
        },
        content=content,
        codec=text_codec(body.get_content_charset("")),
        is_page=body.get_content_type() == "text/html",
        attached=tuple(one_line(part.get_filename() or part.get_content_type()) for part in mail.iter_attachments()),
    )


def _decode(mail: _Mail, chosen: str) -> tuple[str, tuple[Remark, ...]]:
    """The text of a mail in the encoding that the user or the mail names, or by the rules for all text."""
    if chosen or not mail.codec:
        return decode(mail.content, chosen)
    try:
        return decode(mail.content, mail.codec)
    except UnicodeError:  # the bytes do not keep what the header promises
        return decode(mail.content)
