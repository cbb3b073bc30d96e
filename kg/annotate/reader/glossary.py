"""What the subtypes of Universal Dependencies in English mean (https://universaldependencies.org/en/dep/), for `spacy.explain`."""

from __future__ import annotations

from spacy.glossary import GLOSSARY

SUBTYPES = {
    "acl:relcl": "relative clause modifier",
    "advcl:relcl": "adverbial relative clause modifier",
    "aux:pass": "passive auxiliary",
    "cc:preconj": "preconjunct",
    "compound:prt": "phrasal verb particle",
    "csubj:outer": "clausal subject of an outer clause",
    "csubj:pass": "clausal passive subject",
    "det:predet": "predeterminer",
    "nmod:desc": "nominal modifier that describes a name, such as a title",
    "nmod:poss": "possessive nominal modifier",
    "nmod:unmarked": "nominal modifier without a case marker",
    "nsubj:outer": "nominal subject of an outer clause",
    "nsubj:pass": "passive nominal subject",
    "obl:agent": "agent of a passive verb",
    "obl:unmarked": "oblique nominal without a case marker, such as a time",
}


def extend() -> None:
    """Let `spacy.explain` know them; what spaCy explains itself stays as it is."""
    for label, meaning in SUBTYPES.items():
        GLOSSARY.setdefault(label, meaning)
