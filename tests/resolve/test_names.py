"""Forms of names: what is compared and what is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lang.en import ENGLISH
from kg.resolve.names import PersonName, clean, compatible, groups, is_part, key, parse_person


def name(text: str) -> PersonName:
    return parse_person(text, ENGLISH).name


SHOWN = {
    "President Donald Trump": "Donald Trump",
    "Vice President Mike Pence": "Mike Pence",
    "Secretary of State Mike Pompeo": "Mike Pompeo",
    "Mr. Putin's": "Putin",
    "Crown Prince Mohammed bin Salman": "Mohammed bin Salman",
    "King Salman": "King Salman",
    "Pope Francis": "Pope Francis",
    "Pope John Paul II": "John Paul II",
    "Queen Elizabeth II": "Queen Elizabeth II",
    "former  president\nKofi Annan": "Kofi Annan",
    "U.N. envoy Kofi Annan": "U.N. envoy Kofi Annan",  # "U.N." is no title
    "President": "President",
    "“Evo Morales”,": "Evo Morales",
}
SAME_PERSON = [
    ("Juan Guaidó", "Juan Guaido"),
    ("Nicolás Maduro", "NICOLAS MADURO"),
    ("Kim Jong Un", "Kim Jong-un"),
    ("John Bolton", "John Robert Bolton"),
    ("John R. Bolton", "John Robert Bolton"),
    ("Jose Torrealba Perez", "Jose Rafael Torrealba Perez"),
    ("Martin Luther King, Jr.", "Martin Luther King Jr"),
    ("Bashar al-Assad", "Bashar al Assad"),
]
OTHER_PERSON = [
    ("George W. Bush", "George H. W. Bush"),
    ("George W. Bush", "Laura Bush"),
    ("Donald Trump", "Donald Trump Jr."),
    ("Kim Jong Un", "Kim Jong Il"),
    ("John R. Bolton", "John Stuart Bolton"),
    ("J. Bolton", "John Bolton"),  # only in one document
    ("Bolton", "John Bolton"),  # a part, not a full name
    ("Louis XIV", "Louis XVI"),
]


@pytest.mark.parametrize("text", SHOWN)
def test_titles_and_endings_are_no_part_of_a_name(text: str) -> None:
    """Titles, possessive endings and quotation marks go; what only a title tells apart ("King Salman") keeps it."""
    assert parse_person(text, ENGLISH).shown == SHOWN[text]


@pytest.mark.parametrize(("one", "other"), SAME_PERSON)
def test_full_names_that_can_be_one_person(one: str, other: str) -> None:
    """Accents, case, hyphens and middle names do not keep two full names apart."""
    assert name(one) == name(other) or compatible(name(one), name(other))


@pytest.mark.parametrize(("one", "other"), OTHER_PERSON)
def test_full_names_that_cannot_be_one_person(one: str, other: str) -> None:
    """Other initials, suffixes, first or last names keep two people apart."""
    assert name(one) != name(other)
    assert not compatible(name(one), name(other))


def test_initials_count_only_within_a_document() -> None:
    """ "J. Bolton" may be John Bolton next to him, and James Bolton as well."""
    assert compatible(name("J. Bolton"), name("John Bolton"), initials=True)
    assert groups([name("J. Bolton"), name("John Bolton")], initials=True) == [[name("J. Bolton"), name("John Bolton")]]
    three = [name("J. Bolton"), name("John Bolton"), name("James Bolton")]
    assert all(len(group) == 1 for group in groups(three, initials=True))


def test_a_name_that_fits_two_people_is_neither() -> None:
    """ "George Bush" fits father and son: it stays alone, and they stay apart."""
    found = groups([name("George Bush"), name("George W. Bush"), name("George H. W. Bush")])
    assert sorted(map(len, found)) == [1, 1, 1]
    assert len(groups([name("George Bush"), name("George W. Bush")])) == 1


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("Trump", "Donald Trump", True),
        ("Padrino Lopez", "Vladimir Padrino Lopez", True),
        ("Lula", "Luiz Inácio Lula da Silva", True),
        ("Kim Un", "Kim Jong Un", False),
        ("Donald Trump", "Donald Trump", False),
        ("Trump Jr.", "Donald Trump", False),
        ("Trump", "Donald Trump Jr.", True),
    ],
)
def test_parts_of_a_name(short: str, full: str, expected: bool) -> None:
    """A run of parts of a full name may stand for it; two parts with a gap, or another suffix, may not."""
    assert is_part(name(short), name(full)) is expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("U.N.", "UN"), ("the World Bank's", "World Bank"), ("Huawei", "HUAWEI"), ("Médecins", "medecins")],
)
def test_names_that_are_no_persons_are_compared_without_points_and_case(one: str, other: str) -> None:
    """What differs in spelling only has one key."""
    assert key(one, ENGLISH) == key(other, ENGLISH)


@pytest.mark.parametrize(
    "text", ["Congo (Kinshasa)", "U.S.", "No. 10", "Guinea-Bissau", "Quai d'Orsay", "Coca-Cola Co."]
)
def test_what_belongs_to_a_name_is_kept(text: str) -> None:
    """Brackets in pairs, points of abbreviations, hyphens and apostrophes stay."""
    assert clean(text, ENGLISH) == text


@given(st.text(max_size=40))
def test_any_text_has_a_form(text: str) -> None:
    """No text breaks the forms; showing a shown name changes nothing, and a key is empty only for white space."""
    parsed = parse_person(text, ENGLISH)
    assert all(part.isascii() and part.isalnum() for part in parsed.name.parts)
    assert clean(clean(text, ENGLISH), ENGLISH) == clean(text, ENGLISH)
    assert bool(key(text, ENGLISH)) == bool(text.strip())


@given(st.lists(st.lists(st.sampled_from(["a", "b", "ann", "bob", "cy"]), min_size=2, max_size=4), max_size=12))
def test_groups_are_a_partition_of_compatible_names(parts: list[list[str]]) -> None:
    """Every name is in one group, and all names of a group fit each other."""
    names = [PersonName(tuple(item), "", ENGLISH) for item in parts]
    for initials in (False, True):
        found = groups(names, initials=initials)
        assert sorted(item for group in found for item in group) == sorted(set(names))
        assert all(compatible(one, other, initials=initials) for group in found for one in group for other in group)
