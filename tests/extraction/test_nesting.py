"""A proposition knows the words whose content it is: what is refused, said, planned, and what is said of that."""

from __future__ import annotations

from pathlib import Path

import pytest
from parses import read

from kg.extraction import extract

PAGES = Path(__file__).parent.parent / "examples" / "parses"
DOCS = {
    parse.text: parse
    for page in ("attribution", "factuality", "quotations")
    for parse in read(PAGES / f"{page}.conllu").values()
}


@pytest.mark.parametrize(
    ("text", "lemma", "parents"),
    [
        ("Ghana refused to sign the treaty.", "sign", ["refused"]),
        ("Moro said that Norway attacked the port.", "attack", ["said"]),
        ("Moro said that Norway attacked the port.", "say", []),
        ("Nkomo said Sudan denied that its soldiers burned the village.", "burn", ["denied", "said"]),
        ("Nkomo said Sudan denied that its soldiers burned the village.", "deny", ["said"]),
        ("Belgium, Okoye added, had broken the treaty.", "break", ["added"]),
        ("Peru's plan to invade Chad leaked.", "invade", ["plan"]),
        ("The governor accused Jordan of smuggling drugs.", "smuggle", ["accused"]),
        ("Peru sent troops to guard the border.", "guard", []),
    ],
)
def test_parents(text: str, lemma: str, parents: list[str]) -> None:
    """The innermost first; a purpose is nobody's content, and what says something is no content of itself."""
    (found,) = (item for item in extract(DOCS[text]).propositions if item.predicate.lemma == lemma)
    assert [span.text for span in found.parents] == parents


def test_a_parent_is_a_word_of_the_sentence() -> None:
    """Parents stand in the sentence of what they govern, and are neither it nor named twice."""
    for parse in DOCS.values():
        for item in extract(parse).propositions:
            assert len(set(item.parents)) == len(item.parents)
            for parent in item.parents:
                assert item.sentence.start <= parent.start < parent.end <= item.sentence.end
                assert parent != item.predicate.head
