"""Forms of verbs that the words before them settle: "did not found" founds something and finds nothing."""

from __future__ import annotations

from spacy.tokens import Doc

_PAST = frozenset({"VBD", "VBN"})
_PERFECT = frozenset({"have", "be", "get"})  # lemmas of auxiliaries before a participle


def restore_bases(doc: Doc) -> None:
    """Behind "do", "to" or a modal a verb has its base form, whatever past form looks the same."""
    for verb in doc:
        if verb.tag_ not in _PAST or verb.lemma_ == verb.lower_:
            continue
        before = [child for child in verb.lefts if child.dep_ in ("aux", "aux:pass", "mark", "cop")]
        bare = any(child.lemma_ == "do" or child.tag_ in ("MD", "TO") for child in before)
        if bare and not any(child.lemma_ in _PERFECT for child in before):
            verb.tag_, verb.lemma_ = "VB", verb.lower_
