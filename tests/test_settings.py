"""Settings and packaged files."""

from pathlib import Path

import pytest

from kg import settings
from kg.errors import SettingsError
from kg.iri import DEFAULT_BASE
from kg.settings import Settings, resource


def test_defaults_need_no_file(tmp_path: Path) -> None:
    """A folder without kg.toml gives the defaults."""
    assert Settings.load(tmp_path) == Settings()
    assert Settings().base == DEFAULT_BASE


def test_kg_toml_is_read_and_its_paths_are_relative_to_it(tmp_path: Path) -> None:
    """Every type of setting is taken from kg.toml; a single string stands for a list of one."""
    (tmp_path / "kg.toml").write_text(
        'base = "https://example.org/g/"\nmodel = "en_core_web_sm"\nthreads = 2\n'
        'trust = ["Reuters", "AP"]\ngazetteer = "people.csv"\nontology = ["a.ttl", "/abs/b.ttl"]\n'
    )
    assert Settings.load(tmp_path) == Settings(
        base="https://example.org/g/",
        model="en_core_web_sm",
        threads=2,
        trust=("Reuters", "AP"),
        gazetteer=(tmp_path / "people.csv",),
        ontology=(tmp_path / "a.ttl", Path("/abs/b.ttl")),
    )


def test_pyproject_table_is_read_unless_kg_toml_exists(tmp_path: Path) -> None:
    """[tool.kg] counts, other tables do not, and kg.toml wins over both."""
    (tmp_path / "pyproject.toml").write_text('[tool.other]\nx = 1\n[tool.kg]\nmodel = "one"\n')
    assert Settings.load(tmp_path).model == "one"
    (tmp_path / "kg.toml").write_text('model = "two"\n')
    assert Settings.load(tmp_path).model == "two"


def test_flags_win_and_none_means_not_given(tmp_path: Path) -> None:
    """Overrides replace what the file says, except those that are None; 0 is a value."""
    (tmp_path / "kg.toml").write_text('model = "one"\nthreads = 3\n')
    loaded = Settings.load(tmp_path, model=None, threads=0, trust=["X"])
    assert (loaded.model, loaded.threads, loaded.trust) == ("one", 0, ("X",))


@pytest.mark.parametrize(
    ("toml", "what", "hint"),
    [
        ("tread = 2", "unknown setting 'tread'", "did you mean 'threads'?"),
        ("zzz = 2", "unknown setting 'zzz'", "known settings: base, model"),
        ("threads = true", "'threads' must be a whole number", ""),
        ("threads = -1", "'threads' must be a whole number", ""),
        ("model = 7", "'model' must be a string", ""),
        ("trust = [1]", "'trust' must be a list of strings", ""),
        ("trust = ", "not valid TOML", "toml.io"),
        (f"threads = {'1' * 5000}", "not valid TOML", "toml.io"),
        (f"trust = {'[' * 5000}", "not valid TOML", "toml.io"),
    ],
)
def test_a_wrong_file_says_what_where_and_what_to_do(tmp_path: Path, toml: str, what: str, hint: str) -> None:
    """Each mistake is a SettingsError that names the key and the file."""
    (tmp_path / "kg.toml").write_text(toml)
    with pytest.raises(SettingsError) as caught:
        Settings.load(tmp_path)
    assert what in caught.value.what
    assert caught.value.where == str(tmp_path / "kg.toml")
    assert hint in caught.value.hint


def test_a_bad_base_is_refused_at_once() -> None:
    """An IRI base with spaces never reaches a graph."""
    with pytest.raises(SettingsError, match="cannot be the base"):
        Settings(base="https://example.org/my graph/")


def test_resource_prefers_the_checkout_and_falls_back_to_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a checkout contributors' files are used; in a wheel their copies under kg/data."""
    packaged = tmp_path / "kg" / "data"
    packaged.mkdir(parents=True)
    (tmp_path / "seeds").mkdir()
    for path in (packaged / "entities.csv", tmp_path / "seeds" / "entities.csv"):
        path.write_text("label\n")
    monkeypatch.setattr(settings, "_PACKAGE", tmp_path / "kg")
    assert resource("entities.csv") == packaged / "entities.csv"
    (tmp_path / "pyproject.toml").touch()
    assert resource("entities.csv") == tmp_path / "seeds" / "entities.csv"


def test_a_missing_resource_is_named() -> None:
    """A damaged installation is told apart from a user's mistake."""
    with pytest.raises(SettingsError, match=r"ontologies/none\.ttl.*pip install"):
        resource("ontologies/none.ttl")
    assert resource("ontologies").is_dir()
