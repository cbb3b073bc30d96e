"""Door 3: a parsed document -> what its sentences say, as `Proposition`s with the rules that made them.

clause_index.py holds the clauses; reciprocals.py says what two do with one another, nouns.py what noun phrases state; factuality/ how far
it is so, attributions.py who says it, times.py when. Political events (events/) and pairs for a user's ontology (alignment/) read the
same clauses; tuples.py has the two renderings, relations.py every pair that the text relates, for readers of single documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.alignment import Aligner
from kg.extraction.assents import assents
from kg.extraction.attributions import puts_it
from kg.extraction.clause import Clause
from kg.extraction.clause_index import ClauseIndex
from kg.extraction.clauses import Clauses
from kg.extraction.codas import placed
from kg.extraction.compounds import is_known
from kg.extraction.contrasts import contrasts
from kg.extraction.events import coded
from kg.extraction.factuality import ClauseFactuality, Factuality
from kg.extraction.gapping import fill_ellipses, gapped
from kg.extraction.kinship import kinship
from kg.extraction.lists import included, listed
from kg.extraction.nouns import Nouns
from kg.extraction.pairings import paired
from kg.extraction.phrases import Phrases, alternatives
from kg.extraction.prepositions import case_of
from kg.extraction.reciprocals import marked, reciprocals
from kg.extraction.syntax import in_headline, is_predicate
from kg.extraction.times import Times
from kg.extraction.tuples import ALTERNATIVE
from kg.model import (
    Adjunct,
    Document,
    Event,
    Extract,
    Mention,
    MentionKind,
    Modality,
    Polarity,
    Proposition,
    Rejection,
    Span,
    Voice,
)
from kg.parse import Parse, Token, Tokens

# What each rule takes off the confidence of a proposition: about what its tuples get wrong on development sentences beyond a plain verb
# with its object, by least squares over all rules at once; rounded, and by judgement where there were few tuples of a rule.
SURE = 0.9
DOUBTS = {
    "control": 0.25,
    "ditransitive": 0.1,
    "embedded": 0.05,
    "event_noun": 0.3,
    "existential": 0.2,
    "located": 0.3,
    "noun_infinitive": 0.25,
    "participle_subject": 0.15,
    "purpose": 0.05,
    "question": 0.3,
    "reciprocal": 0.15,
    "reduced_relative": 0.15,
    "relative": 0.1,
    "small_clause": 0.15,
    "within": 0.05,
}
# clauses of these rules name no event
_NO_EVENTS = frozenset("title apposition alias small_clause located within measured compound engagement".split())
NOTHING_ELSE = 0.45  # a predicate without any argument says little: "there was some profit-taking"
PRONOUN = 0.05
A_WORD = 0.002  # for each word of the sentence: parses get worse
DOUBT = 0.5  # below: of events that no rule objected to, one in five had happened (UDS-IH2, development part)


def extract(parse: Parse, aligner: Aligner | None = None) -> Extract:
    """All that a document says: propositions, attributions, political events, and with an `aligner` pairs for the user's ontology;
    its sentences and mentions, and the predicates that gave nothing with the reason."""
    return extract_clauses(ClauseIndex(parse), aligner)


def extract_clauses(index: ClauseIndex, aligner: Aligner | None = None) -> Extract:
    """What the clauses of a document say."""
    document, phrases, times = index.parse.document, index.phrases, Times(index.parse.document, index.parse)
    propositions: list[Proposition] = []
    rejections: list[Rejection] = []
    sentences: list[Span] = []
    events: dict[Span, Event] = {}
    for sentence in index.worded:
        span = _sentence_span(document, sentence.tokens.start_char, sentence.tokens.end_char)
        sentences.append(span)
        clauses, factuality = sentence.clauses, sentence.factuality
        stated = [placed(clause, phrases) for clause in sentence.found]
        pairs = [(clause, list(reciprocals(clause, phrases))) for clause in stated]
        mutual = [pair for _, found in pairs for pair in found]
        own = [marked(clause, found) for clause, found in pairs]
        agreed = [one for clause in own for one in assents(clause)]
        whole = [one for clause in fill_ellipses(own) for one in (*paired(clause), *gapped(clause, phrases))]
        told = [one for clause in whole for one in contrasts(clause, phrases)]
        told.extend([one for clause in told for one in listed(clause, phrases)])
        told = [one for clause in told for one in included(clause, clauses)]
        found = [one for clause in told for one in kinship(clause, phrases)]
        for clause in [*found, *mutual, *agreed, *Nouns(sentence.tokens, phrases, clauses).find()]:
            events.update((event.head, event) for event in _events(clause, factuality))
            made = _proposition(clause, clauses, factuality, span, times)
            (propositions if isinstance(made, Proposition) else rejections).append(made)  # type: ignore[arg-type]
        for event in _participles(sentence.tokens, phrases):
            events.setdefault(event.head, event)
    mentions = {mention.span: mention for mention in [*phrases.all_names(), *_mentions(propositions)]}
    return Extract(
        document,
        tuple(sentences),
        tuple(mentions[span] for span in sorted(mentions)),
        tuple(propositions),
        (*rejections, *times.rejections),
        tuple(events[span] for span in sorted(events)),
        index.parse.references,
        index.attributions.found,
        tuple(coded(index)),
        tuple(aligner.find(index)) if aligner is not None else (),
    )


def _sentence_span(document: Document, start: int, end: int) -> Span:
    text = document.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return Span(document.id, start, start + len(text), text)


def _mentions(propositions: list[Proposition]) -> Iterator[Mention]:
    for proposition in propositions:
        holders = [item.source for item in proposition.attribution if item.source is not None]
        places = [adjunct.mention for adjunct in proposition.adjuncts]
        for mention in (proposition.subject, proposition.object, *holders, *places):
            if mention is not None:
                yield mention
                yield from mention.parts


def _proposition(
    clause: Clause, clauses: Clauses, factuality: Factuality, sentence: Span, times: Times
) -> Proposition | Rejection:
    reason = _nothing(clause)
    if reason:
        return Rejection("extract", sentence.document_id, f"{clause.content.text!r} in: {sentence.text}", reason)
    assert clause.subject is not None
    status = _factuality(clause, factuality)
    status = replace(status, negated=not status.negated) if clause.turned else status
    adjuncts = [
        adjunct
        for adjunct in [*clause.adjuncts, *_object_arguments(clause, clauses)]
        if adjunct.span != clause.subject.span
    ]
    rules = tuple(
        dict.fromkeys([*clause.rules, *status.rules, *_alternative(clause, adjuncts, status, clauses.phrases)])
    )
    predicate = clauses.predicate(clause)
    ahead = predicate.tense == "future" or status.modality is Modality.PLANNED
    thing = Adjunct(predicate.preposition, clause.object, clause.object.span) if clause.object is not None else None
    time = times.of(clause.content, adjuncts, thing, ahead)
    dated = clause.linking and not clause.preposition and clause.object is not None and clause.object.label == "DATE"
    if predicate.tense == "present" and not ahead:
        time = times.nearer(time, times.of(clause.content, adjuncts, thing, True))
        if times.is_ahead(time) and status.modality is Modality.ACTUAL and not dated:  # "the deadline is October 31"
            status, rules = replace(status, modality=Modality.PLANNED), (*rules, "scheduled")
    return Proposition(
        subject=clause.subject,
        predicate=predicate,
        object=clause.object,
        adjuncts=tuple(dict.fromkeys(adjuncts)),
        polarity=status.polarity,
        modality=status.modality,
        attribution=status.attribution,
        sentence=sentence,
        rules=rules,
        confidence=_confidence(clause, rules, sentence),
        time=time,
        cues=tuple(dict.fromkeys(status.cues)),
        parents=status.parents,
    )


def _nothing(clause: Clause) -> str:
    """Why a clause gives no proposition; "" when it does."""
    if clause.subject is None:
        return "no subject was found"
    grammar, lemma = clause.head.grammar, clause.subject.lemma.lower()
    if lemma == grammar.existential or (lemma == grammar.expletive and clause.object is None and _is_empty(clause)):
        return "the subject is empty"
    if puts_it(clause.content):
        return "it only says whose words stand beside it"
    if clause.linking and clause.object is None:
        return "nothing is linked to the subject"
    return ""


def _is_empty(clause: Clause) -> bool:
    """ "It rained", "it seems so", "it was agreed": its subject stands for nothing, or for a clause; not that of "it sank"."""
    verb = clause.content
    said = clause.voice is Voice.AGENTLESS and verb.lower_lemma in verb.words.holding | verb.words.plan
    return said or clause.linking or verb.lower_lemma in verb.language.reference.empty_it


def _factuality(clause: Clause, factuality: Factuality) -> ClauseFactuality:
    token = clause.factual_head
    if "small_clause" in clause.rules:
        governor = token.head
        outer = factuality.of(governor)
        if governor.lower_lemma in governor.words.judge or governor.lower_lemma in governor.words.judge_about:
            return factuality.says(governor, token, "said:judged").scoped_by(outer)
        return outer
    if clause.rules[0] in ("title", "apposition", "alias", "within"):
        found = factuality.of_description(token, beside=True)
        if token.dep == "obl" and case_of(token) == token.grammar.essive:  # "was identified as driver Omar Haddad"
            found = found.scoped_by(factuality.of(token.head).attribution_only())
        return found if found.attribution else factuality.quoted(token, found)
    if clause.rules[0] in ("event_noun", "located"):
        return factuality.of_noun(token)
    if clause.rules[0] == "compound":
        return _of_compound(token, factuality)
    if clause.rules[0] == "measured":
        return factuality.of_noun(token.head)
    if clause.rules[0] == "engagement":  # "in a letter to Bo, Ruiz did not mention it": but she wrote it
        status = factuality.of(token.head)
        return status.attribution_only() if status.negated else status
    return _doubted(factuality.of(token), token)


def _of_compound(participle: Token, factuality: Factuality) -> ClauseFactuality:
    """That of "the Iranian-backed militia": known of what is definite or has a name; of others as far as the clause is so."""
    noun = participle.head
    if is_predicate(noun):
        return factuality.of(noun)
    own = factuality.of_description(noun, beside=False)
    above = next((token for token in noun.ancestors if is_predicate(token)), None)
    if above is not None:
        outer = factuality.of(above)
        open_ = outer.negated or outer.modality is not Modality.ACTUAL
        modality = Modality.POSSIBLE if open_ and not is_known(noun) else Modality.ACTUAL
        own = own.scoped_by(replace(outer.attribution_only(), modality=modality))
    return own if own.attribution else factuality.quoted(noun, own)


def _alternative(clause: Clause, adjuncts: list[Adjunct], status: ClauseFactuality, phrases: Phrases) -> Iterator[str]:
    """ "met Peru or Chile": neither by itself is so; "did not meet Peru or Chile" holds of both."""
    own = {adjunct.span for adjunct in clause.adjuncts}
    named = (  # what hangs on the object only says which one it is: "bans unions based on age or sex"
        one.mention
        for one in adjuncts
        if one.span in own or any(part.kind is MentionKind.NAMED for part in one.mention.parts)
    )
    several = [item for item in (clause.subject, clause.object, *named) if item and item.parts]
    if not status.negated and any(alternatives(phrases.at(item.head.start)) for item in several):
        yield ALTERNATIVE


def _doubted(status: ClauseFactuality, verb: Token) -> ClauseFactuality:
    """What no rule has an objection to, but the reader holds for unlikely, is possible."""
    news = (verb.is_present or verb.is_gerund) and in_headline(verb)  # "storm dissipating"
    ongoing = verb.is_gerund and verb.head.lower_lemma in verb.words.ongoing  # "is in the process of leaving"
    rating = None if news or ongoing else verb.factuality
    if rating is None or rating >= DOUBT or verb.pos != "VERB" or status.negated or status.modality != Modality.ACTUAL:
        return status
    return ClauseFactuality(False, Modality.POSSIBLE, status.attribution, status.cues, (*status.rules, "doubted"))


def _events(clause: Clause, factuality: Factuality) -> Iterator[Event]:
    """Each verb of a chain, and nouns that name an event; titles and the like name none."""
    if clause.rules[0] in _NO_EVENTS:
        return
    for token in clause.chain:
        status = factuality.of_noun(token) if clause.rules[0] == "event_noun" else factuality.of(token)
        yield Event(factuality.phrases.token(token), status.polarity, status.modality, token.factuality)


def _participles(sentence: Tokens, phrases: Phrases) -> Iterator[Event]:
    """ "retiring judges", "following the vote", "let's leave": forms of verbs that head no clause, where the reader says how far they
    are so."""
    for token in sentence:
        rating = token.factuality
        verbal = token.pos == "VERB" or (
            token.is_nonfinite and token.pos not in ("ADJ", "ADP", "AUX")
        )  # not "wounded", "regarding"
        if verbal and rating is not None:
            yield Event(phrases.token(token), Polarity.AFFIRMED, Modality.ACTUAL, rating)


def _object_arguments(clause: Clause, clauses: Clauses) -> Iterator[Adjunct]:
    """What hangs on a common noun as object: "imposed sanctions on Iran" has Iran, wherever the parser puts it."""
    if (
        clause.linking
        or clause.object_token is None
        or clause.object is None
        or clause.object.kind is not MentionKind.NOMINAL
        or clause.preposition
    ):
        return
    for adjunct in clauses.of_noun(clause.object_token):
        if adjunct.span.start > clause.object.head.start and adjunct.role:
            yield adjunct


def _confidence(clause: Clause, rules: tuple[str, ...], sentence: Span) -> float:
    kinds = {rule.partition(":")[0] for rule in rules}
    doubt = sum(DOUBTS.get(kind, 0.0) for kind in sorted(kinds)) + A_WORD * len(sentence.text.split())
    if clause.subject is not None and clause.subject.kind is MentionKind.PRONOUN:
        doubt += PRONOUN
    if clause.object is None:
        doubt += NOTHING_ELSE
    return round(max(0.05, SURE - doubt), 3)
