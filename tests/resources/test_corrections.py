"""The user's decisions: what a table may say, what it changes, and what a bad row is told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.errors import SettingsError
from kg.iri import Minter
from kg.lang.en import ENGLISH
from kg.model import Match
from kg.report.review import suggestions
from kg.resolve import Resolved, resolve
from kg.resources.corrections import Correction, Decision, load
from kg.resources.gazetteer import Gazetteer

sys.path.insert(0, str(Path(__file__).parents[1] / "resolve"))
from build import GAZETTEER, Marked

HEADER = "decision,name,document,value,value_document\n"
CLASSES = {"Company", "Person"}


def table(folder: Path, *lines: str, header: str = HEADER) -> Path:
    path = folder / "mine.csv"
    path.write_text(header + "".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def rows(folder: Path, *lines: str) -> tuple[Correction, ...]:
    return load([table(folder, *lines)], CLASSES.__contains__)


def resolved(
    texts: dict[str, str], corrections: tuple[Correction, ...] = (), gazetteer: Gazetteer = GAZETTEER
) -> Resolved:
    return resolve(
        [Marked(name, text).extract() for name, text in texts.items()], gazetteer, Minter(), ENGLISH, corrections
    )


def groups(found: Resolved) -> list[list[str]]:
    """Which documents have which entity, by its label."""
    by_entity: dict[str, list[str]] = {}
    for span, link in found.links.items():
        by_entity.setdefault(link.entity, []).append(span.document_id)
    return sorted(by_entity.values())


REEDS = dict.fromkeys(("a", "b", "c"), "[John Reed|PERSON] spoke.")


def test_two_names_become_one(tmp_path: Path) -> None:
    """ "same as" joins what no rule would, and the reason names the row."""
    found = resolved(
        {"a": "[Huck Finn|PERSON] spoke.", "b": "[H. F. Clemens|PERSON] left."},
        rows(tmp_path, "same as,Huck Finn,,H. F. Clemens,"),
    )
    assert groups(found) == [["a", "b"]]
    assert "mine.csv:2 says that it is the same as 'H. F. Clemens'" in next(iter(found.links.values())).reason


def test_a_name_becomes_that_of_a_row(tmp_path: Path) -> None:
    """The value may be a name of the gazetteer that no document has; then its label and item are taken."""
    (entity,) = resolved({"a": "[Zorkland|GPE] won."}, rows(tmp_path, "same as,Zorkland,,Peru,")).entities
    assert (entity.label, entity.type, entity.origin, bool(entity.same_as)) == ("Peru", "Country", "gazetteer", True)


def test_one_name_becomes_two(tmp_path: Path) -> None:
    """ "not same as" with documents splits what equal names made one; other documents stay with the first."""
    assert groups(resolved(REEDS)) == [["a", "b", "c"]]
    found = resolved(REEDS, rows(tmp_path, "not same as,John Reed,a,John Reed,b"))
    assert groups(found) == [["a", "c"], ["b"]]
    assert len({entity.id for entity in found.entities}) == 2


def test_a_merge_is_forbidden(tmp_path: Path) -> None:
    """Two names that would be one stay two; also a name of the gazetteer and its row."""
    texts = {"a": "[John Reed|PERSON] spoke.", "b": "[John P. Reed|PERSON] left."}
    assert groups(resolved(texts)) == [["a", "b"]]
    assert groups(resolved(texts, rows(tmp_path, "not same as,John Reed,,John P. Reed,"))) == [["a"], ["b"]]
    perus = {"a": "[Peru|GPE] won.", "b": "[Peru|GPE] lost."}
    found = resolved(perus, rows(tmp_path, "not same as,Peru,a,Peru,b"))
    assert groups(found) == [["a"], ["b"]]
    assert len({entity.id for entity in found.entities}) == 2


def test_type_and_label(tmp_path: Path) -> None:
    """Class and words are taken over."""
    (entity,) = resolved(
        {"a": "[Zork|GPE] hired."}, rows(tmp_path, "type,Zork,,Company,", "label,Zork,,Zork Holdings,")
    ).entities
    assert (entity.type, entity.label, entity.aliases) == ("Company", "Zork Holdings", ("Zork",))


def test_what_has_no_effect_is_reported(tmp_path: Path) -> None:
    """A name that no document has is no error, but it is said."""
    found = resolved({"a": "[Peru|GPE] won."}, rows(tmp_path, "type,Zork,,Company,", "same as,Zork,,Peru,"))
    assert [item.reason for item in found.rejections] == [
        "mine.csv:2 has no effect: nothing is called 'Zork'",
        "mine.csv:3 has no effect: nothing is called 'Zork'",
    ]


def test_rows_that_contradict_each_other(tmp_path: Path) -> None:
    """What is joined on one way cannot be kept apart on another."""
    texts = {"a": "[Ann Reed|PERSON] spoke.", "b": "[Bea Reed|PERSON] left.", "c": "[Cy Reed|PERSON] left."}
    wrong = rows(
        tmp_path, "same as,Ann Reed,,Bea Reed,", "same as,Bea Reed,,Cy Reed,", "not same as,Ann Reed,,Cy Reed,"
    )
    with pytest.raises(SettingsError, match="other rows join them") as caught:
        resolved(texts, wrong)
    assert caught.value.where.endswith("mine.csv:4")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("like,Ann,,Bea,", "'like' is no decision"),
        ("same as,Ann,,,", "name or value is empty"),
        ("same as,Ann", "too few or too many cells"),
        ("same as,Ann,,Bea,,more", "too few or too many cells"),
        ("same as,Ann,,Ann,", "both sides are the same"),
        ("type,Ann,,Wizard,", "'Wizard' is no class"),
    ],
)
def test_bad_row_is_named(tmp_path: Path, line: str, message: str) -> None:
    """The error says which line of which file, and what to do."""
    path = table(tmp_path, line)
    with pytest.raises(SettingsError, match=message) as caught:
        load([path], CLASSES.__contains__)
    assert caught.value.where == f"{path}:2"
    assert caught.value.hint


def test_two_classes_of_one_name(tmp_path: Path) -> None:
    """Two rows that say different things of one name are an error, at the second."""
    with pytest.raises(SettingsError, match=r"a second type for 'Ann', which is 'Person' in mine\.csv:2"):
        rows(tmp_path, "type,Ann,,Person,", "type,Ann,,Company,")


@pytest.mark.parametrize(
    "content", [b"decision,name,value\n\xff,a,b\n", b"decision,name,wert\n", b'decision,name,value\n"a,b\n']
)
def test_unreadable_table(tmp_path: Path, content: bytes) -> None:
    """Wrong columns, bytes that are no UTF-8 and quotes that never close are errors of the table."""
    path = tmp_path / "mine.csv"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match=r"columns are wrong|cannot be read"):
        load([path], CLASSES.__contains__)


def test_missing_table(tmp_path: Path) -> None:
    """A path that is not there is named."""
    with pytest.raises(SettingsError, match="cannot be read"):
        load([tmp_path / "none.csv"], CLASSES.__contains__)


class _Graph:
    """As much of a graph as the review reads."""

    def __init__(self, matches: tuple[Match, ...]) -> None:
        self.matches = matches


def test_review_lists_the_least_certain_merge_first(tmp_path: Path) -> None:
    """Merges come first, by rising score, then pairs left apart; the line of a merge forbids it when it is put into a table."""
    texts = {
        "a": "[John Reed|PERSON] spoke. [Bill Quill|PERSON] left.",
        "b": "[John P. Reed|PERSON] spoke. [William Quill|PERSON] left.",
        "c": "[Sergei Morozin|PERSON] spoke.",
        "d": "[Sergey Morozin|PERSON] spoke.",
    }
    found = suggestions(_Graph(resolved(texts).matches))  # type: ignore[arg-type]
    assert [(item.name, item.merged) for item in found] == [
        ("Sergei Morozin", True),
        ("John P. Reed", True),
        ("Bill Quill", False),
    ]
    assert [item.score for item in found[:2]] == sorted(item.score for item in found[:2])
    apart = resolved(texts, rows(tmp_path, found[1].forbid))
    assert {entity.label for entity in apart.entities} >= {"John Reed", "John P. Reed"}
    joined = resolved(texts, rows(tmp_path, found[2].confirm))
    assert len(joined.entities) == 3
    assert Decision.NOT_SAME in found[0].render()


NAMESAKES = {
    "a": "[[Peruvian|NORP] minister [John Reed|PERSON]|name] spoke.",
    "b": "[striker [John Reed|PERSON]|name] ran.",
    "c": "[the minister [John Reed|PERSON]|name] left.",
    "d": "[John Reed|PERSON] sat.",
    "e": "[John Reed|PERSON] stood.",
}


def test_namesakes_are_listed() -> None:
    """A minister and a striker are two; a document that says nothing could mean either, and is left alone. All can be decided."""
    found = resolved(NAMESAKES)
    assert len([entity for entity in found.entities if entity.type == "Person"]) == 4
    listed = {(item.document_id, item.other_document_id): item for item in found.matches}
    assert not any(item.merged for item in listed.values())
    assert {("a", "b"), ("a", "d"), ("b", "d")} <= listed.keys()
    assert "one is some 'minister', the other some 'striker', and nothing else agrees" in listed["a", "b"].reason
    assert "it could as well be another" in listed["a", "d"].reason


def test_namesakes_that_the_user_put_together_are_not_listed(tmp_path: Path) -> None:
    """A row that confirms the merge ends the question."""
    assert resolved(NAMESAKES, rows(tmp_path, "same as,John Reed,a,John Reed,b|d|e")).matches == ()
