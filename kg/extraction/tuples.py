"""The two renderings of a proposition: n-ary, one tuple a predicate and coordinated object; binary, one triple an argument."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from kg.lang.language import Language
from kg.model import Adjunct, Mention, MentionKind, Modality, Polarity, Predicate, Proposition, Voice

Form = Literal["nary", "binary"]
_BINARY_ONLY = frozenset(
    {"reciprocal", "located", "measured", "alias", "kinship"}
)  # the pair stands in another tuple already
ALTERNATIVE = "alternative"  # a row of factuality
_NO_ARGUMENT = frozenset({"manner", "clause", "score", "time"})


def binary(proposition: Proposition, language: Language) -> Iterator[Proposition]:
    """One proposition for each pair of subject and argument; coordinated ones are split, further arguments become relations.

    "imposed sanctions on Iran" gives impose / sanctions and impose sanction on / Iran; "is an ally of Maduro" gives
    be / an ally of Maduro and be ally of / Maduro. The first ones keep all adjuncts as qualifiers. Of "Peru or Chile" each is only
    possible.
    """
    if ALTERNATIVE in proposition.rules and proposition.modality is Modality.ACTUAL:
        proposition = replace(proposition, modality=Modality.POSSIBLE)
    for subject in proposition.subject.parts or (proposition.subject,):
        for thing in _parts(proposition.object):
            yield replace(proposition, subject=subject, object=thing, predicate=_main(proposition, language))
        for adjunct in proposition.adjuncts:
            relation = _relation(proposition, adjunct, language)
            if relation is None:
                continue
            others = tuple(item for item in proposition.adjuncts if item is not adjunct)
            rules = (*proposition.rules, "argument", *_beside(proposition, language))
            for thing in _parts(adjunct.mention):
                yield replace(
                    proposition, subject=subject, object=thing, predicate=relation, adjuncts=others, rules=rules
                )


def _beside(proposition: Proposition, language: Language) -> tuple[str, ...]:
    """ "invited Reed to Oslo": without Reed, "invited to Oslo" says little."""
    thing, predicate = proposition.object, proposition.predicate
    direct = thing is not None and not predicate.preposition and predicate.lemma != language.grammar.copula
    named = thing is not None and thing.kind in (MentionKind.NAMED, MentionKind.PRONOUN)
    return ("beside_object",) if direct and named else ()


def _parts(mention: Mention | None) -> tuple[Mention | None, ...]:
    if mention is None:
        return (None,)
    return mention.parts or (mention,)


def _main(proposition: Proposition, language: Language) -> Predicate:
    """ "is an ally of Maduro" as a whole is a description: its noun belongs to the relation with Maduro."""
    predicate = proposition.predicate
    described = predicate.lemma == language.grammar.copula and not predicate.preposition
    return replace(predicate, noun="") if described else predicate


def _relation(proposition: Proposition, adjunct: Adjunct, language: Language) -> Predicate | None:
    """The relation of a further argument; None for times, manners and clauses."""
    predicate = proposition.predicate
    dated = adjunct.mention.label == "DATE" and not _is_term(proposition, adjunct, language)
    if adjunct.role in _NO_ARGUMENT.union(language.words.members) or dated or adjunct.mention.label == "CLAUSE":
        return None
    thing = proposition.object
    told = (
        thing is not None and thing.label == "CLAUSE" and adjunct.span == adjunct.mention.span
    )  # "assured him that ..."
    if adjunct.role == "object" or told:
        return replace(predicate, preposition="")
    spans = (*predicate.spans, *_words_before(adjunct))
    if predicate.lemma == language.grammar.copula:
        if predicate.preposition:
            return None
        noun_spans = (thing.head,) if thing is not None else ()
        state = (
            thing.head.text.casefold()
            if thing is not None and thing.kind is MentionKind.VALUE and not thing.label
            else ""
        )
        return replace(
            predicate,
            spans=(*predicate.spans, *noun_spans, *_words_before(adjunct)),
            noun=predicate.noun or state,
            preposition=adjunct.role,
        )
    if predicate.voice is Voice.NONE:
        return None
    if predicate.preposition:
        return replace(predicate, spans=spans, preposition=adjunct.role)
    outcome = thing is not None and thing.is_word and not language.words.points(thing.lemma)
    if thing is not None and outcome and predicate.voice is Voice.ACTIVE:  # "tested positive for measles"
        spans = (*predicate.spans, thing.head, *_words_before(adjunct))
        return replace(predicate, spans=spans, particle=thing.head.text.lower(), preposition=adjunct.role)
    if thing is not None and thing.kind is MentionKind.NOMINAL and not predicate.noun:
        return replace(
            predicate,
            spans=(*predicate.spans, thing.head, *_words_before(adjunct)),
            noun=thing.lemma.lower(),
            preposition=adjunct.role,
        )
    return replace(predicate, spans=spans, preposition=adjunct.role)


def _is_term(proposition: Proposition, adjunct: Adjunct, language: Language) -> bool:
    """ "was sentenced to four years": what is laid on the subject, not when it was."""
    predicate = proposition.predicate
    return predicate.voice is Voice.AGENTLESS and predicate.lemma in language.measures.terms.get(adjunct.role, ())


def _words_before(adjunct: Adjunct) -> tuple:  # type: ignore[type-arg]
    """The preposition of an adjunct as a span."""
    span, mention = adjunct.span, adjunct.mention.span
    text = span.text[: mention.start - span.start].rstrip() if span.start < mention.start else ""
    return (type(span)(span.document_id, span.start, span.start + len(text), text),) if text else ()


def render(proposition: Proposition, language: Language, form: Form = "nary") -> list[dict[str, object]]:
    """Tuples in the words of the sentence, as `kg extract` prints them."""
    if form == "nary":
        act = proposition.predicate.voice is Voice.NONE and proposition.object is None  # "Ruiz's arrest" is no tuple
        if act or not _BINARY_ONLY.isdisjoint(proposition.rules):
            return []
        whole = ALTERNATIVE in proposition.rules
        things = (proposition.object,) if whole else _parts(proposition.object)
        return [_tuple(replace(proposition, object=thing), language) for thing in things]
    return [
        _tuple(replace(triple, adjuncts=()), language)
        for triple in binary(proposition, language)
        if triple.object is not None
    ]


def _tuple(proposition: Proposition, language: Language) -> dict[str, object]:
    subject, thing = proposition.subject, proposition.object
    words, grammar = language.relations, language.grammar
    relation = proposition.predicate.phrase or words.being
    if proposition.predicate.voice is Voice.NONE:
        relation = f"{words.having} {proposition.predicate.phrase}"
    if "within" in proposition.rules:
        relation = f"{words.being} {grammar.inessive}"
    if {"reciprocal", "between"} & set(proposition.rules):
        relation += " " + proposition.predicate.preposition
    inside = thing.span if thing is not None else None
    if proposition.predicate.voice is Voice.PASSIVE and thing is not None:
        subject, thing, relation = thing, subject, f"{relation} {grammar.passive_agent}"
    arguments = [thing.span.text] if thing is not None else []
    for adjunct in proposition.adjuncts:
        if inside is None or adjunct.span.end <= inside.start or adjunct.span.start >= inside.end:
            arguments.append(adjunct.span.text)
    holder = next((item.source.span.text if item.source else "(unnamed)" for item in proposition.attribution), None)
    return {
        "sentence": proposition.sentence.text,
        "subject": subject.span.text,
        "relation": relation,
        "arguments": arguments,
        "confidence": proposition.confidence,
        "polarity": str(Polarity(proposition.polarity)),
        "modality": str(proposition.modality),
        "attribution": holder,
        "rules": list(proposition.rules),
    }
