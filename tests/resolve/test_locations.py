"""Where places lie: what is beside a name, how many people live there, and which countries a text speaks of; doubts are reported."""

import pytest

from kg.lang.en import ENGLISH
from kg.model import Location
from kg.resolve.discourse import Referent
from kg.resolve.locations import Locator
from kg.resources.gazetteer import Gazetteer
from kg.resources.places import Places


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(language=ENGLISH)


def located(
    gazetteer: Gazetteer, name: str, kind: str = "Place", row: str = "", within: str = "", spoken_of: str = ""
) -> Location | str | None:
    rows = [gazetteer.by_id[item] for item in spoken_of.split()]
    locator = Locator(gazetteer)
    countries = locator.spoken_of([Referent("gazetteer", row=row) for row in rows])
    return locator.locate([name], kind, gazetteer.by_id.get(row), frozenset(filter(None, [within])), countries)


def area(found: Location | str | None) -> str:
    assert isinstance(found, Location), found
    return f"{found.region}, {found.country}"


@pytest.mark.parametrize(
    ("within", "expected"),
    [("", "Île-de-France, FRA"), ("Texas", "Texas, USA"), ("Canada", "Ontario, CAN")],
)
def test_what_stands_beside_a_name_decides(gazetteer: Gazetteer, within: str, expected: str) -> None:
    """Paris is in France, where nothing else is beside it; "Paris, Texas" is not."""
    assert area(located(gazetteer, "Paris", within=within)) == expected


@pytest.mark.parametrize(
    ("spoken_of", "expected"), [("United_Kingdom", "England, GBR"), ("United_States Peru", "Massachusetts, USA")]
)
def test_the_countries_of_a_text_decide(gazetteer: Gazetteer, spoken_of: str, expected: str) -> None:
    """Two towns of like size are told apart by the countries that the text speaks of."""
    assert area(located(gazetteer, "Cambridge", spoken_of=spoken_of)) == expected


def test_doubt_is_said(gazetteer: Gazetteer) -> None:
    """Three Springfields of one size in the country that is spoken of: none is taken, and the report names some."""
    found = located(gazetteer, "Springfield", spoken_of="United_States")
    assert isinstance(found, str)
    assert "Missouri, USA" in found
    assert found.endswith("it is kept without a location")


def test_a_small_town_of_a_country_not_spoken_of_is_in_doubt(gazetteer: Gazetteer) -> None:
    """A name that one small town has is not that town when the text is about another country."""
    assert isinstance(located(gazetteer, "Izegem", spoken_of="Peru"), str)
    assert area(located(gazetteer, "Izegem", spoken_of="Belgium")) == "Flanders, BEL"


def test_a_small_town_is_no_larger_place_elsewhere(gazetteer: Gazetteer) -> None:
    """A text that speaks of the United States, and of Jericho, need not mean the one in New York."""
    assert isinstance(located(gazetteer, "Jericho", spoken_of="United_States"), str)


def test_rows_are_located_in_their_country(gazetteer: Gazetteer) -> None:
    """The country and the state of one name are not at one place."""
    country = located(gazetteer, "GEO", "Country", "Georgia")
    state = located(gazetteer, "Georgia", "Region", "Georgia_U_S_state")
    assert isinstance(country, Location)
    assert isinstance(state, Location)
    assert (country.country, state.country, state.region) == ("GEO", "USA", "Georgia")
    assert country.latitude > 40 > state.latitude


def test_what_is_no_place_has_no_location(gazetteer: Gazetteer) -> None:
    """A company that is called as a town is, and a name that no place has."""
    assert located(gazetteer, "Paris", "Company") is None
    assert located(gazetteer, "Qwertyville") is None


@pytest.mark.parametrize("name", ["South", "the Far North", "North-East"])
def test_a_bare_direction_is_no_place(gazetteer: Gazetteer, name: str) -> None:
    """ "The South" is a side of what a text speaks of, not the region of Cameroon; beside a name it may be one ("West, Texas")."""
    assert located(gazetteer, name, "Region", spoken_of="Cameroon") is None
    assert area(located(gazetteer, "West", "Place", within="Texas")) == "Texas, USA"
    assert area(located(gazetteer, "South Holland", "Region", spoken_of="Netherlands"))


def test_spelling_makes_no_difference() -> None:
    """Accents, case and hyphens of a name; other names of large towns are known too."""
    places = Places.load()
    assert places.find("sao paulo")[0].name == places.find("São Paulo")[0].name == "São Paulo"
    assert places.find("Saint-Denis") == places.find("Saint Denis")
    assert places.find("Kiev")[0].name == "Kyiv"
    assert Places().find("Paris") == ()
