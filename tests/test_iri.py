"""What may be an IRI."""

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import SettingsError
from kg.iri import Minter, is_safe

PIECES = st.sampled_from(
    ["http:", "x:", "//", "a", "1", ":", "/", "@", "?", "#", "%41", "%", ".", "-", "[", "]", "~", "é", "\n"]
)


@given(st.lists(PIECES, max_size=10).map("".join))
@example("https://news.invalid:port/")
@example("https://one@two@news.invalid/")
def test_what_is_safe_is_an_iri(text: str) -> None:
    """Oxigraph, whose parser checks hosts and ports, takes whatever is called safe."""
    if is_safe(text):
        assert ox.NamedNode(text).value == text


@pytest.mark.parametrize(
    "text",
    ["urn:a:b", "mailto:a@news.invalid", "file:///a", "http://a.invalid:80/x?y#z", "https://u:p@a.invalid/c//d@e:f"],
)
def test_ordinary_ones_are_safe(text: str) -> None:
    """With and without a host, a port, a query, a fragment."""
    assert is_safe(text)


@pytest.mark.parametrize(
    "text", ["", "x:", "x:#a", "/a", "http://a.invalid/ b", "http://a.invalid/#b#c", "http://a.invalid:b/"]
)
def test_no_base_of_another_kind(text: str) -> None:
    """What is none is refused in the settings with a reason."""
    assert not is_safe(text)
    with pytest.raises(SettingsError, match="cannot be the base"):
        Minter(text)
