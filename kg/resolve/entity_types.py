"""Classes of named things: what the text calls them, the gazetteer has and the reader says; where these differ, a report.

The order is fixed, nothing is averaged: the user's table, the gazetteer, a person's full name, the words of a description ("Acme,
a mining company,"), the reader. Whatever a later one says instead is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from kg.lang.language import Language
from kg.model import Mention, MentionKind, Modality, Polarity, Proposition
from kg.resolve.discourse import Discourse, Referent, family
from kg.resolve.names import tokens

# reader's labels (OntoNotes, CoNLL, our own) -> local name of an ontology class
LABEL_TYPES = {
    "PERSON": "Person",
    "PER": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Facility",
    "EVENT": "Event",
    "NORP": "Group",
    "WORK_OF_ART": "Work",
    "LAW": "Work",
}
_PEOPLES = ("NORP", "LANGUAGE")


def note_kinds(discourse: Discourse) -> None:
    """Gives named referents the classes that the document's descriptions and the reader say; names must be linked before."""
    for proposition in discourse.propositions:
        kind = described_kind(proposition, discourse.language)
        subject = proposition.subject
        referent = (
            discourse.referent(subject.name or subject.span) if kind and subject.kind is MentionKind.NAMED else None
        )
        if referent is not None and not referent.plural and not subject.parts:
            referent.described[kind] += 1
    for mention in discourse.mentions:
        for span in mention.modifiers if mention.kind is MentionKind.NOMINAL else ():
            owner = discourse.referent(span)
            if owner is not None:
                note_owner(owner, mention, discourse.language)
    for link in list(discourse.links.values()):
        _believe(link.referent)
    for mention in discourse.mentions:
        if mention.kind is MentionKind.NAMED and mention.label in LABEL_TYPES and mention.label not in _PEOPLES:
            referent = discourse.referent(mention.name or mention.span)
            if referent is not None and (referent.row is not None or referent.type):
                referent.types[LABEL_TYPES[mention.label]] += 1


def note_owner(owner: Referent, thing: Mention, language: Language) -> None:
    """What has an embassy is a state, whatever the reader took its name for."""
    kind = language.descriptions.had_by.get(thing.lemma.casefold(), "")
    if kind and owner.origin == "named" and not (owner.type or owner.human or owner.plural):
        owner.described[kind] += 1


def described_kind(proposition: Proposition, language: Language) -> str:
    """The class that "X, a mining company," or "X is a port city" gives to X; "" when it says nothing of the kind."""
    thing, predicate = proposition.object, proposition.predicate
    if thing is None or thing.kind is not MentionKind.NOMINAL:
        return ""
    if predicate.lemma != language.grammar.copula or predicate.preposition:
        return ""
    actual = proposition.polarity is Polarity.AFFIRMED and proposition.modality is Modality.ACTUAL
    beside = bool({"apposition", "title"} & set(proposition.rules))
    if not actual or thing.plural or thing.parts or (proposition.attribution and not beside):
        return ""
    noun = thing.lemma.casefold()
    before = tokens(thing.span.text[: max(0, thing.head.start - thing.span.start)])
    words = language.descriptions
    if noun in words.body_nouns:
        return next((words.body_words[word] for word in before if word in words.body_words), "Organization")
    if noun in words.vague_nouns:
        return ""
    if is_person_noun(noun, language):
        return "Person"
    found = words.named_nouns.get(noun, "") if beside else ""
    return found or language.noun_types.noun_types.get(noun, "")


def is_person_noun(noun: str, language: Language) -> bool:
    """True for a noun of one human being."""
    words = language.reference
    return noun in words.person_nouns or (noun.endswith(words.person_endings) and noun not in words.not_persons)


def _believe(referent: Referent) -> None:
    """A name that only the reader took for a person's, or for something else, is what the text calls it."""
    if not referent.described or referent.row is not None or referent.type:
        return
    person = referent.kind == "Person"
    if person != referent.human:
        referent.human = referent.local = person


def said(members: Mapping[Referent, int]) -> dict[str, Counter[str]]:
    """The classes of one entity by who says so; `members` are what documents make of it, each with how many do."""
    found: dict[str, Counter[str]] = {
        "gazetteer": Counter(),
        "full name": Counter(),
        "text": Counter(),
        "reader": Counter(),
    }
    for member, times in members.items():
        if member.row is not None:
            found["gazetteer"][member.row.type] += times
        elif member.type and member.names:
            found["full name"][member.type] += times
        for source, counts in (("text", member.described), ("reader", member.types)):
            for kind, count in counts.items():
                found[source][kind] += times * count
    return {source: counts for source, counts in found.items() if counts}


def conflict(members: Mapping[Referent, int], chosen: str) -> str:
    """What else is said of the class of an entity; "" when all agree as far as they can. Of the reader, what it says mostly."""
    return "; ".join(_others(said(members), chosen))


def _others(found: dict[str, Counter[str]], chosen: str) -> Iterator[str]:
    for source, counts in found.items():
        kinds = [kind for kind in sorted(counts) if source != "reader" or 2 * counts[kind] > counts.total()]
        for kind in kinds:
            if kind != "Thing" and family(kind) != family(chosen):
                times = f", {counts[kind]} of {counts.total()} times" if counts.total() > 1 else ""
                yield f"by the {source} it is a {kind}{times}"
