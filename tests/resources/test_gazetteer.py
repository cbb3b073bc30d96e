"""Names to rows: what makes no difference, what does, and what a bad table is told."""

from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.lang.en import ENGLISH
from kg.resources.gazetteer import Gazetteer, Row

HEADER = "id,label,type,aliases,adjectives,represents,located_in,iso3,wikidata,note\n"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(language=ENGLISH)


def table(folder: Path, *lines: str, header: str = HEADER) -> Path:
    path = folder / "names.csv"
    path.write_text(header + "".join(line + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("US", "United States"),
        ("U.S.", "United States"),
        ("U.S", "United States"),
        ("the United States", "United States"),
        ("the US", "United States"),
        ("THE KREMLIN", "Kremlin"),
        ("Nato", "NATO"),
        ("Elysee", "Élysée Palace"),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("  South \n Korea ", "South Korea"),
        ("The Hague", "The Hague"),
        ("the New York Times", "The New York Times"),
        ("New York Times", "The New York Times"),
        ("Russia’s Foreign Ministry", "Russian Foreign Ministry"),
        ("AL-QAEDA", "al-Qaeda"),
        ("Carter Centre", "Carter Center"),
    ],
)
def test_spelling_makes_no_difference(gazetteer: Gazetteer, name: str, label: str) -> None:
    """Case, accents, spaces, apostrophes, a last dot, "the" and British spelling are ignored."""
    assert [row.label for row in gazetteer.lookup(name)] == [label]


@pytest.mark.parametrize("name", ["the United States", "Carter Centre"])
def test_without_a_language_no_article_and_no_spelling_is_known(name: str) -> None:
    """What a language says of names is handed in: a table alone knows them as it writes them."""
    assert Gazetteer.load().lookup(name) == ()
    assert Gazetteer.load().lookup("The Hague")


@pytest.mark.parametrize(
    "name", ["us", "Us", "who", "Who", "un", "turkey", "male", "west", "Hague", "Times", "", "the", "."]
)
def test_everyday_words_are_no_names(gazetteer: Gazetteer, name: str) -> None:
    """Short abbreviations need their capitals, other names at least one, and "The" stays where it is part of a name."""
    assert gazetteer.lookup(name) == ()


def test_abbreviation_in_capitals_is_a_name(gazetteer: Gazetteer) -> None:
    """The words that the test before refuses are names when they are written as such."""
    labels = [gazetteer.lookup(name)[0].label for name in ("WHO", "UN", "Turkey", "Malé", "West")]
    assert labels == ["World Health Organization", "United Nations", "Turkey", "Malé", "West"]


def test_adjectives_need_a_capital(gazetteer: Gazetteer) -> None:
    """Demonyms lead to their row; "polish" is a verb."""
    found = [gazetteer.adjective(word) for word in ("Polish", "Britons", "SALVADORAN", "Québécois", "polish", "Green")]
    assert [row.id if row else None for row in found] == [
        "Poland",
        "United_Kingdom",
        "El_Salvador",
        "Quebec",
        None,
        None,
    ]


def test_represents_leads_to_the_country(gazetteer: Gazetteer) -> None:
    """An office and a capital stand for a country, a country for no other."""
    found = [gazetteer.represents(row_id) for row_id in ("White_House", "Moscow", "Brussels", "France")]
    assert [row.label if row else None for row in found] == ["United States", "Russia", "European Union", None]


def test_represents_of_unknown_row(gazetteer: Gazetteer) -> None:
    """An id that is in no table is a KeyError, not an empty answer."""
    with pytest.raises(KeyError):
        gazetteer.represents("Atlantis")


def test_first_row_of_a_shared_name_comes_first() -> None:
    """Rows with one name are all found, in the order of the table."""
    gazetteer = Gazetteer.of([Row("A", "A", "City", ("Springfield",)), Row("B", "B", "City", ("springfield",))])
    assert [row.id for row in gazetteer.lookup("Springfield")] == ["A", "B"]


def test_extra_tables_win(tmp_path: Path) -> None:
    """A user's table may replace a row, add one, and take a name first; it needs only three columns."""
    extra = table(
        tmp_path, "Ada_Quill,Ada Quill,Person,A. Quill", "Kremlin,Kremlin,Facility,", header="id,label,type,aliases\n"
    )
    gazetteer = Gazetteer.load(extra=[extra])
    assert gazetteer.lookup("A. Quill")[0].type == "Person"
    assert [row.type for row in gazetteer.lookup("Kremlin")] == ["Facility"]
    assert gazetteer.lookup("Norway")


def test_only_the_given_table(tmp_path: Path) -> None:
    """A path replaces the packaged table, cells are stripped, empty values are left out."""
    gazetteer = Gazetteer.load(table(tmp_path, 'Ada_Quill, Ada Quill ,Person,Ada||"",,,,,,'.replace('""', "")))
    assert gazetteer.by_id == {"Ada_Quill": Row("Ada_Quill", "Ada Quill", "Person", ("Ada",))}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Ada,Ada,Person", "too few or too many cells"),
        ("Ada,Ada,Person,,,,,,,,more", "too few or too many cells"),
        ("Ada,,Person,,,,,,,", "label or type is empty"),
        ("Ada,Ada,,,,,,,,", "label or type is empty"),
        ("ada,Ada,Person,,,,,,,", "write Ada"),
        ("Ada,Ada,Person,,,,,,30,", "is no Wikidata item"),
        ("Ada,Ada,Person,,,Atlantis,,,,", "there is no row 'Atlantis'"),
        ("Ada,Ada,Person,,,,Atlantis,,,", "there is no row 'Atlantis'"),
    ],
)
def test_bad_row_is_named(tmp_path: Path, line: str, message: str) -> None:
    """The error says which line of which file, and what is wrong with it."""
    path = table(tmp_path, line)
    with pytest.raises(OntologyError, match=message) as caught:
        Gazetteer.load(path)
    assert caught.value.where == f"{path}:2"
    assert caught.value.hint


def test_second_row_of_one_id(tmp_path: Path) -> None:
    """Two rows of one id in one table are an error, at the second."""
    path = table(tmp_path, "Ada,Ada,Person,,,,,,,", "Ada,Ada,City,,,,,,,")
    with pytest.raises(OntologyError, match="a second row 'Ada'") as caught:
        Gazetteer.load(path)
    assert caught.value.where == f"{path}:3"


def test_wrong_columns(tmp_path: Path) -> None:
    """Columns that kg does not know, or that it needs, are named."""
    path = table(tmp_path, header="id,name,type\n")
    with pytest.raises(OntologyError, match="name unknown, label missing"):
        Gazetteer.load(path)


@pytest.mark.parametrize("content", [b"id,label,type\n\xff\xfe,a,b\n", b'id,label,type\n"a,b,c\n'])
def test_unreadable_table(tmp_path: Path, content: bytes) -> None:
    """Bytes that are no UTF-8 and quotes that never close are errors of the table, not tracebacks."""
    path = tmp_path / "names.csv"
    path.write_bytes(content)
    with pytest.raises(OntologyError, match="cannot be read"):
        Gazetteer.load(path)


def test_missing_table(tmp_path: Path) -> None:
    """A path that is not there is an OntologyError that names it."""
    with pytest.raises(OntologyError, match=r"none\.csv"):
        Gazetteer.load(tmp_path / "none.csv")
