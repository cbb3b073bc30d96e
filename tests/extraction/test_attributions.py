"""Who says what, as characters of the text; and speakers whose words run over several paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest
from parses import read

from kg.extraction import extract
from kg.extraction.clause_index import ClauseIndex
from kg.extraction.extractor import extract_clauses
from kg.parse import Parse

PAGES = Path(__file__).parent.parent / "examples" / "parses"
DOCS = {name: doc for page in ("attribution", "quotations") for name, doc in read(PAGES / f"{page}.conllu").items()}
LONG = read(Path(__file__).parent / "attributions.conllu")
KINDS = read(Path(__file__).parent / "attribution_kinds.conllu")


def lines(doc: Parse) -> list[str]:
    """Source, cue and content of each attribution in the words of the text; pieces are joined by a slash."""
    found = ClauseIndex(doc).attributions.found
    roles = [((item.source.span,) if item.source else (), item.words, item.content) for item in found]
    return [" | ".join("/".join(span.text for span in spans) for spans in role) for role in roles]


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        ("under-a-verb-of-saying/1", ["Moro | said that | Norway was not threatening anyone"]),
        ("under-a-verb-of-saying/3", ["Peter Nkomo | told/that | the police had beaten him"]),
        ("beside-the-clause/1", ["the foreign minister | said | Japan will join the talks"]),
        ("beside-the-clause/2", ["Okoye | added | Belgium/had broken the treaty"]),
        ("beside-the-clause/3", ["the union | reported | the firm dismissed forty miners"]),
        ("according-to/1", ["the army | According to | militants killed nine villagers"]),
        (
            "two-holders/1",
            [
                "Reed | said that | witnesses believed the guards shot the student",
                "witnesses | believed | the guards shot the student",
            ],
        ),
        ("nobody-named/1", [" | reportedly | The admiral/owns three villas"]),
        ("nobody-named/2", [" | said | to finance the militia"]),
        ("nobody-named/3", [" | claim that | the mayor took bribes"]),
        ("nobody-named/4", [" | emerged that | Lisbon had lent the firm two million euros"]),
        ("accusations/1", ["Jordan | accused | of smuggling drugs"]),
        ("officials-without-a-name/1", ["two officials | said | The army shelled the port"]),
        ("minds/1", ["Okoye | was certain that | the firm had bribed the judge"]),
        ("in-one-sentence/2", ["the colonel | said | “We will not leave the valley,”"]),
        (
            "over-several-sentences/2",
            ['Okoye | said | "We won the vote,"/"The king fears us. He rigged the vote."'],
        ),
        ("words-in-quotation-marks/1", []),
        ("according-to/3", []),
        ("cited-by-another/2", []),
        ("minds/3", []),
        ("pictures/1", ["Peter Nkomo | Photo | The crowd greets the queen in Oslo."]),
    ],
)
def test_spans(example: str, expected: list[str]) -> None:
    """Source, cue and content are found by the same rules as the holders of propositions."""
    assert lines(DOCS[example]) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "paragraphs",
            ["Reed | said | “The mayor closed the market,”/“He fears the traders./“The traders fear nobody.”"],
        ),
        (
            "transcript",
            [
                "Host | : | Who bought the mill?",
                "Reed | : | Oslo bought the mill. The council sold the forest.",
                "Host | : | The council rejected that.",
            ],
        ),
        (
            "standing",
            [
                "Ada Lund | told | "
                '"We lost the war. The generals betrayed Norway,"/'
                '"They sold Sweden the mines."/"The state attacked Peru. It will attack Chile."',
                'Lund | went | "Chile is ready."',
            ],
        ),
    ],
)
def test_several_paragraphs(name: str, expected: list[str]) -> None:
    """A quotation without a closing mark goes on in the next paragraph; a turn of a transcript lasts until the next."""
    assert lines(LONG[name]) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("settled", []),
        ("brought about", []),
        ("considered", []),
        ("told to", []),
        ("question told", ["Okoye | explained | how the pump works"]),
        ("conclusion", ["Okoye | conclusion that | the firm lied"]),
        ("in the words of", ["Okoye | In | the firm lied"]),
        ("by one account", ["one account | By | the firm lied"]),
        ("before a colon", ['Okoye | defended | "The firm needs help."']),
        ("signed", ['Okoye | - | "The firm needs help."']),
        ("last words", ['his | words | "Leave the town."']),
        ("I mean", ["I | mean | the firm lied"]),
        ("source in brackets", ["Okoye | source | Norway lost ships"]),
        ("seen", ["Okoye | saw | rebels burning the mill"]),
        ("remembered", ["Okoye | remembers | burning the mill"]),
        ("on condition", ["Okoye | thinks | the mill would burn"]),
        ("because", []),
        ("was like", ["Okoye | was like | 'The firm lied.'"]),
        ("asked why", ["we | think that | the firm lied"]),
        ("it added", ["It | added that | the vault is empty"]),
    ],
)
def test_kinds(name: str, expected: list[str]) -> None:
    """What settles a question, brings something about or is asked of somebody says nothing; what is said has its speaker."""
    assert lines(KINDS[name]) == expected


@pytest.mark.parametrize(
    ("name", "holders"), [("paragraphs", ["Reed", "-", "Reed", "Reed"]), ("transcript", ["Reed", "Reed", "Host"])]
)
def test_holders_over_paragraphs(name: str, holders: list[str]) -> None:
    """Propositions of every sentence that somebody speaks have that holder."""
    doc = LONG[name]
    found = extract(doc).propositions
    sources = [[item.source.span.text for item in proposition.attribution if item.source] for proposition in found]
    assert [names[0] if names else "-" for names in sources] == holders


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.conllu")), ids=lambda path: path.stem)
def test_sources_are_attributions(path: Path) -> None:
    """Who holds a proposition is an attribution whose content has its predicate, and what the analysis lists is the same object."""
    for parse in read(path).values():
        index = ClauseIndex(parse)
        listed = {item.cue: item for item in index.attributions.found}
        for proposition in extract_clauses(index).propositions:
            for item in proposition.attribution:
                assert item.cue not in listed or listed[item.cue] is item
                assert all(span.text == parse.text[span.start : span.end] for span in (*item.words, *item.content))
