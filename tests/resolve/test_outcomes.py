"""What is kept of a resolved document: it comes back so that nothing of it is different, and nothing else is taken for it."""

from __future__ import annotations

import zlib

import pytest
from build import GAZETTEER, Reading

from kg.iri import Minter
from kg.lang.en import ENGLISH
from kg.resolve import Identities, Outcome, identities, outcomes, read_document
from kg.resolve.discourse import Referent

TEXTS = (
    "[President [Evo Morales|PERSON]|name] of [Bolivia|GPE] met [J. Ruiz|PERSON] in [La Paz|GPE]. [He|p] left.",
    "[Mr. Morales|PERSON] and the [African Union (AU)|ORG] spoke. The [AU|ORG] left [Springfield, Illinois|GPE].",
    "[Juana Ruiz|PERSON], a Peruvian surgeon, and [the Socialist Party|ORG] of [Chile|GPE].",
)


def found(known: list[Outcome]) -> Identities:
    return identities([one.spoken_of for one in known], GAZETTEER, Minter(), ENGLISH)


def fields(referent: Referent) -> list[object]:
    return [getattr(referent, name) for name in Referent.__slots__]


def test_outcomes_come_back_as_they_were() -> None:
    """The entities, the links with their reasons, and what stays open are the same of an outcome that was kept."""
    extracts = Reading(TEXTS).extracts
    made = [read_document(extract, GAZETTEER, ENGLISH) for extract in extracts]
    kept = [
        outcomes.from_bytes(outcomes.to_bytes(outcome), extract.document, GAZETTEER, ENGLISH)
        for extract, outcome in zip(extracts, made, strict=True)
    ]
    assert found(kept) == found(made)
    assert any(one.links for one in made)
    for before, after in zip(made, kept, strict=True):
        assert found(kept).links(after) == found(made).links(before)
        assert after.unresolved == before.unresolved
        assert [*map(fields, after.referents)] == [*map(fields, before.referents)]
        decode = outcomes.decoder(GAZETTEER, ENGLISH)
        alone = outcomes.spoken_of(outcomes.to_bytes(before), before.document_id, decode)
        assert [fields(decode(row)) for row in alone.rows] == [*map(fields, before.referents)]
        assert alone == outcomes.encoded(before.spoken_of)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nothing",
        zlib.compress(b"no JSON"),
        *(
            zlib.compress(text.encode())
            for text in (
                *("{}", "[[], []]", '[[{"row": "Chile"}], [], [], []]', '[[], [[0, 1, 0, "a name"]], [], []]'),
                r'[["{\"row\": \"Atlantis\"}"], [], [], []]',
            )
        ),
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    """Bytes that are damaged, of another shape, or speak of rows that the gazetteer does not have."""
    document = Reading(TEXTS[:1]).extracts[0].document
    with pytest.raises(ValueError, match="is damaged"):
        outcomes.from_bytes(data, document, GAZETTEER, ENGLISH)
