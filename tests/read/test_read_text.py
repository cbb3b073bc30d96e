"""Plain text: encodings, titles."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import SettingsError
from kg.model import Document, Rejection
from kg.read import read
from kg.settings import Settings, text_codec

Only = Callable[[str, str | bytes], Document]
Write = Callable[[str, str | bytes], Path]
Remarked = Callable[[str, str | bytes], tuple[Document, dict[str, str]]]

TEXT = "Nicolás Maduro – “no”"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings(only: Only, encoding: str) -> None:
    """Unicode with its byte order mark, and UTF-8 without, give the same text."""
    mark = "\ufeff" if encoding in {"utf-16-le", "utf-16-be"} else ""
    assert only("a.txt", (mark + TEXT).encode(encoding)).text == TEXT


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "José Muñoz praised Søren Kjær – “a good day”."),
        ("cp1250", "The mayor of Łódź, Paweł Wiśniewski, met Jiří Černý – “a good day”."),
        ("iso8859-2", "The mayor of Łódź, Paweł Wiśniewski, met Jiří Šimečka in Kroměříž."),
        ("cp1251", "President Orlov (Владимир Орлов) met Petrov (Николай Петров)."),
        ("koi8-r", "Президент Владимир Орлов встретился с Николаем Петровым."),
        ("cp1254", "Recep Yıldırım met Işıl Şahin in İzmir."),
        ("mac-roman", "François Muñoz met André Côté in Orléans – “a good day”."),
        ("utf-16-le", "José Muñoz praised Søren Kjær – “a good day”."),
        ("utf-16-be", "The mayor of Łódź, Paweł Wiśniewski, met Jiří Černý."),
        ("shift_jis", "Prime Minister Tanaka (田中一郎) met Suzuki (鈴木花子)."),
        ("gb18030", "President Li Wei (李伟) met Zhang Min (张敏)."),
    ],
)
def test_an_encoding_that_nothing_names_is_guessed_and_said(remarked: Remarked, encoding: str, text: str) -> None:
    """Bytes that are no UTF-8 are read as what makes words of them, and the report names the guess and the way out."""
    document, remarks = remarked("a.txt", text.encode(encoding))
    assert document.text == text
    ((item, reason),) = remarks.items()
    assert item.startswith("encoding: ")
    assert "--encoding" in reason


def test_the_encoding_that_the_user_names_counts_where_a_text_is_not_utf_8(write: Write) -> None:
    """It settles what is ambiguous, without a remark; UTF-8 stays UTF-8, so a folder may hold both."""
    text = "Viktor Szűcs met György Tőkés in Győr."
    for name, encoding in (("a.txt", "cp1250"), ("b.txt", "utf-8"), ("c.md", "cp1250"), ("d.html", "cp1250")):
        write(name, (f"<html><body><p>{text}</p></body></html>" if name == "d.html" else text).encode(encoding))
    write("e.csv", f"text\n{text}\n".encode("cp1250"))
    write("f.jsonl", f'{{"text": "{text}"}}\n'.encode("cp1250"))
    items = list(read([write("a.txt", text.encode("cp1250")).parent], Settings(encoding="windows-1250")))
    assert [item.text for item in items if isinstance(item, Document)] == [text] * 6
    assert len(items) == 6


def test_a_text_that_is_not_in_the_named_encoding_is_refused(write: Write) -> None:
    """Nothing is garbled in silence, and the other files are read."""
    write("b.txt", "Envoys met.")
    items = list(read([write("a.txt", b"Caf\xe9 \x81").parent], Settings(encoding="shift_jis")))
    assert [item.id for item in items if isinstance(item, Document)] == ["b.txt"]
    assert [item.reason for item in items if isinstance(item, Rejection)] == [
        "the text is not shift_jis; name its encoding with --encoding"
    ]


@pytest.mark.parametrize(
    "name", ["zlib", "base64", "rot13", "punycode", "unicode_escape", "no-such", "x" * 5000, "a\0b"]
)
def test_what_is_no_encoding_of_text_is_no_setting(name: str) -> None:
    """Codecs of Python that pack or escape are none, nor is a name that nobody knows."""
    assert text_codec(name) == ""
    with pytest.raises(SettingsError, match="no encoding of text"):
        Settings(encoding=name)


def test_labels_are_read_as_browsers_do() -> None:
    """What says Latin-1 is Windows-1252, which has quotation marks where Latin-1 has control characters."""
    assert text_codec("ISO-8859-1") == text_codec("us-ascii") == "cp1252"
    assert text_codec("Shift_JIS") == "cp932"
    assert text_codec("windows-874") == "cp874"


def test_a_stray_byte_does_not_garble_the_rest(remarked: Remarked) -> None:
    """Only what is not UTF-8 is read as Windows-1252; a byte that is neither becomes a replacement character."""
    raw = TEXT.encode() + b" \xe9t\xe9 " + TEXT.encode() + b" \x81 " + "Guaidó".encode()[:-1]
    document, remarks = remarked("a.txt", raw)
    assert document.text == f"{TEXT} été {TEXT} \ufffd Guaid\u00c3"
    assert list(remarks) == ["encoding: windows-1252, where it is not UTF-8"]


def test_line_ends_do_not_matter(only: Only) -> None:
    """Windows and old Mac files read like those of Unix."""
    texts = {only("a.txt", f"Title{end}{end}One.{end}Two.{end}").text for end in ("\n", "\r\n", "\r")}
    assert texts == {"Title\n\nOne.\n\nTwo."}


@pytest.mark.parametrize(
    ("first", "is_title"),
    [
        ("Talks begin in Geneva", True),
        ("Will they talk?", True),
        ("Crisis grows in the U.S.", True),
        ("They talked.", False),
        ("“They talked.”", False),
        ("word " * 50, False),
    ],
)
def test_title(only: Only, first: str, is_title: bool) -> None:
    """A short first paragraph that does not end like a sentence is the title, and it stays in the text."""
    document = only("a.txt", f"{first}\n\nEnvoys met on Monday.")
    assert document.title == (first if is_title else "")
    assert document.text == f"{first.strip()}\n\nEnvoys met on Monday."


def test_a_single_paragraph_has_no_title(only: Only) -> None:
    """A text is not its own title, and no date is made up."""
    document = only("a.txt", "Talks begin in Geneva")
    assert (document.title, document.published, document.publisher) == ("", "", "")


@pytest.mark.parametrize(
    ("text", "as_western", "guess"),
    [
        ("Orbán Győző minister met envoys in Budapest.", False, "windows-1250"),
        ("The gyűlés in Székesfehérvár was led by Szabó.", False, "windows-1250"),
        ("Péter Erdős met envoys in Győr.", False, "windows-1250"),
        ("Le coût élevé d'une bûche de Noël.", True, "windows-1252"),
        ("As eleições e os milhões de São José.", True, "windows-1252"),
        ("José Muñoz met Günter Groß.", True, "windows-1252"),
    ],
)
def test_short_texts_with_hungarian_names(remarked: Remarked, text: str, as_western: bool, guess: str) -> None:
    """What shares its bytes with Western letters is told by the letters that a language writes; the guess is named."""
    document, remarks = remarked(
        "a.jsonl", f'{{"language": "en", "text": "{text}"}}'.encode("cp1252" if as_western else "cp1250")
    )
    assert document.text == text
    assert list(remarks) == [f"encoding: {guess}"]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("The govern-\nment fell.", "The government fell."),
        ("A well-\nknown envoy.", "A well-known envoy."),
        ("The Ruritan-\nian envoy.", "The Ruritan-ian envoy."),
        ("They met Anna-\nMaria Berg.", "They met Anna-Maria Berg."),
        ("The Ruritanian and the Ruritan-\nian envoy.", "The Ruritanian and the Ruritanian envoy."),
        ("A re-elected and a re-\nelected envoy.", "A re-elected and a re-elected envoy."),
    ],
)
def test_words_divided_at_the_end_of_a_line(only: Only, lines: str, joined: str) -> None:
    """They lose their hyphen where the word is known, from this text or in English; "well-known" keeps it."""
    assert only("a.txt", lines).text == joined


def test_sixteen_bit_numbers_are_no_text(refused: Callable[[str, bytes], str]) -> None:
    """Small numbers have the zeros of UTF-16 but not its letters."""
    refused("a.txt", bytes(byte for number in range(1, 300) for byte in (number % 31 + 1, 0)))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Peru ~~sued Chile~~ praised Bolivia.", "Peru praised Bolivia."),
        ("~~Peru sued Chile.~~ Peru praised Bolivia.", "Peru praised Bolivia."),
        ("It took ~~5 days, or ~~6.", "It took ~~5 days, or ~~6."),
        ("Read ~~~more~~~ here.", "Read ~~~more~~~ here."),
    ],
)
def test_struck_words_are_not_read(only: Only, text: str, kept: str) -> None:
    """Two tildes around words strike them out, in a text as in Markdown."""
    assert only("a.txt", text).text == kept


@pytest.mark.parametrize("text", ["Søren Ålund met Jürgen Groß.", "Álvaro Íñiguez: “a good day”."])
def test_what_was_encoded_twice_is_read_as_once(remarked: Remarked, text: str) -> None:
    """UTF-8 that another program took for Windows-1252 gives its words again, and the report says so."""
    garbled = "".join(
        bytes([byte]).decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte) for byte in text.encode()
    )
    document, remarks = remarked("a.txt", garbled)
    assert document.text == text
    assert "encoding: utf-8, twice" in remarks


def test_garbled_words_in_a_text_that_is_not_stay(only: Only) -> None:
    """A text with right letters beside is not touched: it may speak of such errors."""
    assert only("a.txt", "José wrote cafÃ© on the sign.").text == "José wrote cafÃ© on the sign."
