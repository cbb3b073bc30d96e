"""Saved mails: headers, text or HTML, what is left out, and hostile files."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest

from kg.model import Document

Only = Callable[[str, str | bytes], Document]
Remarked = Callable[[str, str | bytes], tuple[Document, dict[str, str]]]
Refused = Callable[[str, str | bytes], str]

TITLE = "Talks begin in Genève"
BODY = "Envoys of both sides met on Monday. They will meet again."
PAGE = f"<html><head><title>Newsletter</title></head><body><h1>Talks</h1><p>{BODY}</p></body></html>"


def _mail(text: str = BODY, html: str = "", subject: str = TITLE) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "The Post <news@post.example>"
    mail["Subject"] = subject
    mail["Date"] = "Fri, 4 Jan 2019 23:30:00 -0500"
    if text:
        mail.set_content(text)
    if html and text:
        mail.add_alternative(html, subtype="html")
    elif html:
        mail.set_content(html, subtype="html")
    return mail


@pytest.mark.parametrize("subject", [TITLE, f"Re: Fwd: {TITLE}"])
def test_headers_are_metadata(only: Only, subject: str) -> None:
    """Subject, sender and the day in the sender's time zone; marks of replies are no title."""
    document = only("news.eml", bytes(_mail(html=PAGE, subject=subject)))
    assert document.text == f"{TITLE}\n\n{BODY}"
    assert (document.title, document.publisher, document.published) == (TITLE, "The Post", "2019-01-04")


def test_a_mail_of_html_alone_is_read_as_a_page(only: Only) -> None:
    """Its headers come before what the page says about itself."""
    document = only("news.eml", bytes(_mail(text="", html=PAGE)))
    assert (document.title, document.published) == (TITLE, "2019-01-04")
    assert document.text.endswith(BODY)


def test_the_encoding_is_that_of_the_header(only: Only) -> None:
    """Latin-2 is not guessed but read."""
    mail = EmailMessage()
    mail["Subject"] = "News"
    mail.set_content("Wałęsa met Kwaśniewski in Łódź.", charset="iso-8859-2")
    assert "Wałęsa met Kwaśniewski in Łódź." in only("news.eml", bytes(mail)).text


def test_quotes_signatures_and_attachments_are_left_out(remarked: Remarked) -> None:
    """Words of another mail are not the sender's, and what is left out is named."""
    mail = _mail(
        f"{BODY}\n\nOn Monday Jan wrote:\n> Ruritania attacked Borduria.\n> It did.\n\nSo it is.\n-- \nThe Post\n"
    )
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="plan.pdf")
    document, reasons = remarked("news.eml", bytes(mail))
    assert document.text == f"{TITLE}\n\n{BODY}\n\nSo it is."
    assert list(reasons) == ["attachment: plan.pdf", "lines that begin with >"]


def _nested(depth: int) -> bytes:
    lines = [f'Content-Type: multipart/mixed; boundary="b{level}"\n\n--b{level}\n' for level in range(depth)]
    return "".join(lines).encode()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no mail"),
        (b"\nPlain words without a header.", "no mail"),
        (b"Subject: News\nContent-Type: image/png\n\nwords", "there is no text in the mail"),
        (b"Subject: News\n\n\x00\x01\x02", "binary file, not text"),
        (_nested(3000), ""),
        (bytes(_mail("They met again. " * 70)), "the document is too long"),
    ],
    ids=["empty", "text", "picture", "binary", "nested", "long"],
)
def test_a_hostile_mail_is_named(refused: Refused, content: bytes, says: str) -> None:
    """No content of a file stops a build."""
    assert says in refused("bad.eml", content)


@pytest.mark.parametrize("charset", ["no-such-charset", "zlib", "utf-8"])
def test_a_wrong_charset_is_passed_over(remarked: Remarked, charset: str) -> None:
    """The bytes are then read by the rules for all text."""
    raw = f"Subject: News\nContent-Type: text/plain; charset={charset}\n\nThe café opened in Málaga.\n".encode("cp1252")
    document, _ = remarked("news.eml", raw)
    assert "The café opened in Málaga." in document.text
