"""How far a clause is so, and who says it: polarity, modality and attribution, with scope.

A status is computed from the root downwards: what stands above a clause (an embedding verb or noun, a condition, a question,
quotation marks), then the clause's own marks (negation, modals, hedges). The outer non-actual modality wins; negations cancel.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from kg.extraction.clauses import Clauses
from kg.extraction.phrases import Phrases
from kg.extraction.speakers import Quotes, frame_of
from kg.extraction.syntax import (
    addressee,
    adjacent,
    ahead,
    case_of,
    clefted,
    commands,
    conditional,
    coordinated_with,
    either_or,
    far_from,
    inverted,
    is_finite,
    is_linking,
    is_passive,
    is_predicate,
    speech_above,
    states,
    to_infinitive,
)
from kg.lang.language import Words
from kg.model import Attribution, Mention, Modality, Polarity, Span
from kg.parse import Token


@cache
def _not_actual_nouns(words: Words) -> tuple[tuple[frozenset[str], Modality], ...]:
    return (
        (words.plan_nouns, Modality.PLANNED),
        (words.request_nouns, Modality.REQUESTED),
        (words.hope_nouns, Modality.HYPOTHETICAL),
    )


@cache
def _not_actual_verbs(words: Words) -> tuple[tuple[frozenset[str], Modality], ...]:
    return (
        (words.plan, Modality.PLANNED),
        (words.request, Modality.REQUESTED),
        (words.hope, Modality.HYPOTHETICAL),
        (words.possible, Modality.POSSIBLE),
    )


@dataclass(frozen=True)
class Status:
    """Polarity, modality and holders of a clause, with the words and rules that decided them."""

    negated: bool = False
    modality: Modality = Modality.ACTUAL
    attribution: tuple[Attribution, ...] = ()
    cues: tuple[Span, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def polarity(self) -> Polarity:
        """As the model names it."""
        return Polarity.NEGATED if self.negated else Polarity.AFFIRMED

    def under(self, outer: Status) -> Status:
        """This status within an outer one."""
        modality = self.modality if outer.modality is Modality.ACTUAL else outer.modality
        return Status(
            self.negated != outer.negated,
            modality,
            self.attribution + outer.attribution,
            outer.cues + self.cues,
            outer.rules + self.rules,
        )

    def said_only(self) -> Status:
        """Who says it, without polarity and modality: for what a clause presupposes."""
        return Status(
            attribution=self.attribution,
            cues=tuple(item.cue for item in self.attribution),
            rules=tuple(rule for rule in self.rules if rule in _SAYING),
        )


_SAYING = frozenset({"said", "according_to", "unnamed_source", "quotation"})


class Factuality:
    """Statuses of the clauses of one sentence."""

    def __init__(self, clauses: Clauses, phrases: Phrases, quotes: Quotes) -> None:
        self.clauses = clauses
        self.phrases = phrases
        self.words = phrases.words
        self.quotes = quotes
        self._known: dict[int, Status] = {}
        self.frame = frame_of(list(clauses.sentence))

    def of(self, token: Token) -> Status:
        """Status of the clause whose content is `token`."""
        if token.i not in self._known:
            self._known[token.i] = Status()  # a cycle cannot be, but a bad tree must not hang us
            status = self._own(token).under(self._above(token))
            if not status.attribution:
                status = self.quoted(token, status)
            if not status.attribution and self.frame is not None and token.i in self.frame.said:
                source = self.phrases.mention(self.frame.source)
                status = status.under(self.says(source, self.frame.mark, "framed"))
            self._known[token.i] = status
        return self._known[token.i]

    def of_noun(self, noun: Token) -> Status:
        """Status of the event that a noun names: that of what it depends on."""
        governor = noun.head
        own = self._described_as_open(noun)
        if noun.dep == "ROOT":
            return self.quoted(noun, own)
        if noun.dep in ("conj", "appos"):
            return own.under(self.of_noun(governor))
        # "accused Jordan of attacks on ...": the attacks may hang on Jordan
        if noun.dep == "nmod" and governor.dep in ("obj", "nsubj:pass") and self._charged(noun, governor.head):
            return self._of_argument(noun, governor.head)
        if governor.pos == "NOUN":  # "talks on its recognition of ...", "the end of its support": who knows
            scope = self._noun_scope(governor)
            return own.under(self._open(governor) if scope == Status() else scope).under(self.of_noun(governor))
        if not is_predicate(governor):
            return own.under(self._containing(noun).said_only())
        return own.under(self._of_argument(noun, governor))

    def _of_argument(self, noun: Token, governor: Token) -> Status:
        """Status of the event that an argument of a predicate names."""
        status, lemma = self.of(governor), governor.lower_lemma
        if self._charged(noun, governor) or (lemma in self.words.reported and noun.dep in ("obj", "nsubj:pass")):
            return self.says(self.speaker(governor), governor, "said").under(status)
        named = lemma in self.words.judge and any(
            child.dep == "xcomp" for child in governor.children
        )  # "called it a provocation"
        if noun.dep in ("obj", "obl", "nsubj:pass") and not named:
            for verbs, modality in _not_actual_verbs(self.words):
                if (
                    lemma in verbs - self.words.say | (verbs & self.words.request) and lemma != "have"
                ):  # "has ties with": no request
                    effect = Status(modality=modality, cues=(self.phrases.token(governor),), rules=("embedded",))
                    return effect.under(replace(status, negated=False))
        if status.negated or lemma in self.words.negate | self.words.deny | self.words.ending or case_of(governor):
            return self._open(governor).under(replace(status, negated=False))
        return status

    @staticmethod
    def _charged(noun: Token, verb: Token) -> bool:
        """What somebody is accused of or charged with."""
        return noun.dep in ("obl", "nmod") and verb.lower_lemma in noun.words.charge.get(case_of(noun), ())

    def _described_as_open(self, noun: Token) -> Status:
        """ "alleged support", "a planned visit"."""
        found = next((child for child in noun.children if child.lower in self.words.not_actual_adjectives), None)
        return self._open(found) if found is not None else Status()

    def _open(self, cue: Token) -> Status:
        return Status(modality=Modality.POSSIBLE, cues=(self.phrases.token(cue),), rules=("embedded",))

    # -- the clause's own marks ----------------------------------------------------------------------------------------

    def _own(self, token: Token, *, negation: bool = True) -> Status:
        status = Status()
        if is_linking(token) and token.lemma in self.words.weak_linking:
            status = Status(modality=Modality.POSSIBLE, cues=(self.phrases.token(token),), rules=("hedge",))
        for child in token.children:
            mark = self._mark(token, child)
            if mark is not None and (negation or not mark.negated):
                inner = mark.modality not in (Modality.ACTUAL, Modality.CONDITIONAL)
                status = mark.under(status) if inner else status.under(mark)
        first = token.head if token.dep == "conj" else token
        if either_or(token) and not any(self._negates(child) for child in first.children):
            status = status.under(Status(modality=Modality.POSSIBLE, rules=("alternative",)))
        if self._asks(token):
            status = status.under(Status(modality=Modality.HYPOTHETICAL, rules=("question",)))
        elif inverted(token):  # "had it known, ..."
            status = status.under(Status(modality=Modality.CONDITIONAL, rules=("condition",)))
        elif commands(token):
            status = status.under(Status(modality=Modality.REQUESTED, rules=("imperative",)))
        return status

    def _mark(self, token: Token, child: Token) -> Status | None:
        word = child.lower
        cue = (self.phrases.token(child),)
        if child.dep == "aux" and word in self.words.modals:
            return Status(modality=Modality(self.words.modals[word]), cues=cue, rules=("modal",))
        if child.lemma == "be" and (
            (child.dep == "aux" and token.tag == "VB") or (child.lower != "be" and ahead(token))
        ):
            return Status(modality=Modality.PLANNED, cues=cue, rules=("modal",))
        if self._negates(child):
            return Status(negated=True, cues=cue, rules=("negation",))
        if child.dep == "advmod" and word in self.words.hedges:
            return Status(modality=Modality.POSSIBLE, cues=cue, rules=("hedge",))
        if child.dep == "advmod" and word in self.words.unnamed_source:
            return Status(attribution=(Attribution(None, cue[0]),), cues=cue, rules=("unnamed_source",))
        if child.dep == "mark" and (word == "whether" or (word == "if" and token.dep == "ccomp")):
            return Status(modality=Modality.HYPOTHETICAL, cues=cue, rules=("question",))
        if child.dep == "mark" and word in self.words.conditions:
            return Status(modality=Modality.CONDITIONAL, cues=cue, rules=("condition",))
        if child.dep == "advcl" and conditional(child):
            return Status(modality=Modality.CONDITIONAL, cues=cue, rules=("condition",))
        if child.dep == "obl" and self._elsewhere(token, child):
            return Status(modality=Modality.HYPOTHETICAL, cues=cue, rules=("embedded_noun",))
        if child.dep in ("obl", "nmod", "advcl", "parataxis"):
            return self._beside(child)
        return None

    @staticmethod
    def _elsewhere(token: Token, child: Token) -> bool:
        """ "in the film ...", "under the proposed deal, it recognizes ..."."""
        case, lemma = case_of(child), child.lower_lemma
        if case == "in" and lemma in token.words.fiction:
            return True
        open_deal = token.tag in ("VBZ", "VBP") or any(
            sub.lower in token.words.not_actual_adjectives for sub in child.children
        )
        return case == "under" and lemma in token.words.agreements and open_deal

    def _beside(self, child: Token) -> Status | None:
        """ "according to X", "..., X said", "as X said"."""
        if child.dep in ("obl", "nmod"):
            if case_of(child).startswith("according"):
                return self.says(self.phrases.mention(child), child, "according_to")
            return None
        speaks = child.lower_lemma in self.words.say and is_predicate(child)
        empty = not any(other.dep in ("ccomp", "obj", "xcomp") for other in child.children)
        as_said = child.dep == "parataxis" or any(sub.dep == "mark" and sub.lower == "as" for sub in child.children)
        if speaks and empty and as_said and (subject := self.speaker(child)) is not None:
            return self.says(subject, child, "said")
        return None

    @staticmethod
    def _negates(child: Token) -> bool:
        word = child.lower
        if child.dep == "advmod" and (
            word in child.words.negations
            or (child.lemma == "long" and any(sub.lower == "no" for sub in child.children))
        ):
            return True
        if child.dep == "advmod" and word == "longer" and any(sub.lower == "no" for sub in child.children):
            return True
        if child.dep in ("nsubj", "obj", "nsubj:pass") and (
            word in child.words.negative_pronouns
            or any(sub.dep in ("det", "advmod") and sub.lower == "no" for sub in child.children)
            or any(sub.dep == "cc:preconj" and sub.lower == "neither" for sub in child.children)
        ):
            return True
        if child.dep == "advmod" and (word in child.words.nearly or (word == "all" and child.nbor().lower == "but")):
            return True
        if word == "rather" and any(sub.lower == "than" for sub in (*child.children, *child.head.children)):
            return True
        if child.dep in ("mark", "case") and word in ("without", "instead"):
            return True
        return (child.dep in ("cc:preconj", "cc") and word in ("neither", "nor")) or (
            child.dep == "det" and word in ("no", "neither")
        )

    def _asks(self, token: Token) -> bool:
        if token.dep not in ("ROOT", "conj", "parataxis"):
            return False
        if any(child.dep == "parataxis" for child in token.ancestors) and token.dep == "conj":
            return False
        words = (other for other in reversed(list(self.clauses.sentence)) if not other.is_space and not other.is_quote)
        end = next(words, token)
        if end.text == "?" and token.dep != "parataxis":
            return token.lower_lemma not in self.words.say | self.words.ask or not any(
                child.dep == "ccomp" for child in token.children
            )
        return any(child.text == "?" for child in token.children)

    # -- what stands above ---------------------------------------------------------------------------------------------

    def _above(self, token: Token) -> Status:
        governor, kind = token.head, token.dep
        if kind == "ROOT" or governor.i == token.i:
            return Status()
        if kind in ("advcl", "parataxis") and self._beside(token) is not None:  # "..., she said" is not what she says
            return self._above(governor).said_only()
        if kind == "conj":
            return self._coordinated(token, coordinated_with(token))
        if kind in ("ccomp", "xcomp", "csubj", "csubj:pass"):
            return self._embedded(token, governor)
        if kind == "parataxis" and governor.lower_lemma in self.words.say:
            return self._embedded(token, governor)
        if (nobody := self._of_nobody(token, governor)) is not None:
            return nobody
        if clefted(token):
            return self.of(governor)
        if kind == "acl" or (kind == "acl:relcl" and any(child.dep == "mark" for child in token.children)):
            return self._after_noun(token, governor)
        if kind in ("advcl", "advcl:relcl"):
            return self._adverbial(token, governor)
        return self._containing(token).said_only()

    def _of_nobody(self, token: Token, noun: Token) -> Status | None:
        """ "no state that owns it", "no troops left there": what is said of nobody is not so of anybody."""
        no = next((child for child in noun.children if child.dep == "det" and child.lower == "no"), None)
        about = any(child.dep == "mark" for child in token.children)  # "no evidence that ...", "no plan to ..."
        if no is None or token.dep not in ("acl", "acl:relcl") or about:
            return None
        status = Status(modality=Modality.POSSIBLE, cues=(self.phrases.token(no),), rules=("negation",))
        return status.under(self._containing(noun).said_only())

    def _coordinated(self, token: Token, first: Token) -> Status:
        """A second conjunct shares what stands above both and who says the first; a modal only when it has no subject and no
        auxiliary of its own, negation never ("did not stay and left")."""
        if not is_predicate(first):
            return self._containing(token)
        marks = self._own(first, negation=either_or(token))  # "did not stay or wait"
        if any(child.dep in ("nsubj", "nsubj:pass", "aux") for child in token.children):
            marks = marks if marks.modality is Modality.CONDITIONAL else marks.said_only()
        return marks.under(self._above(first))

    def _embedded(self, token: Token, governor: Token) -> Status:
        outer = self.of(governor)
        lemma = governor.lower_lemma
        cue = self.phrases.token(governor)
        infinitive = token.dep in ("xcomp", "advcl") and to_infinitive(token)
        subjunctive = (
            token.tag == "VB"
            and not any(child.dep in ("aux", "aux:pass") for child in token.children)
            and not infinitive
        )
        if lemma in self.words.deny:
            return Status(negated=True).under(self.says(self.speaker(governor), governor, "said")).under(outer)
        planned = lemma in self.words.plan and token.dep == "xcomp" and not self._for_another(token, governor)
        if (
            lemma in self.words.say
            and not planned
            and not (lemma in self.words.request and (infinitive or subjunctive))
        ):
            return self._reported(governor, outer, infinitive)
        effect = self._verb_effect(lemma, token, infinitive)
        if lemma == "have" and any(child.lower == "yet" for child in (*governor.children, *token.children)):
            effect = Status(negated=True)
        if governor.lemma == "go" and governor.tag == "VBG":
            effect = Status(modality=Modality.PLANNED)
        if effect == Status():
            said = self._held(token, governor, infinitive)
            return self.says(self.speaker(governor), governor, "said").under(outer) if said else outer
        if effect.modality is not Modality.ACTUAL and self._for_another(token, governor):
            effect = replace(self.says(self.speaker(governor), governor, "embedded"), modality=effect.modality)
        return replace(effect, cues=(cue,), rules=("embedded",)).under(outer)

    @staticmethod
    def _held(token: Token, governor: Token, infinitive: bool) -> bool:
        """Whether the clause of a verb that is none of speech, and leaves it as it is, is somebody's word all the same."""
        lemma = governor.lower_lemma
        if lemma in token.words.emerge:  # "it emerged that ..."
            return token.dep != "xcomp"
        if lemma in token.words.found:  # "the study found that ...", "was found to have ..."; not "heard him sing"
            return is_passive(governor) if infinitive else is_finite(token)
        if lemma in token.words.attitudes:  # "was certain that ...", but not "it is certain that ..."
            return token.dep == "ccomp" and not any(child.lower == "it" for child in governor.children)
        return token.dep == "ccomp" and governor.pos == "VERB" and lemma not in token.words.actual

    @staticmethod
    def _for_another(token: Token, governor: Token) -> bool:
        """What somebody asks, hopes or fears of another is that somebody's."""
        return (
            token.dep == "ccomp"
            or any(child.dep == "obj" for child in governor.children)
            or addressee(governor) is not None
            or (is_passive(governor) and governor.lower_lemma in token.words.request)
        )

    def _reported(self, governor: Token, outer: Status, infinitive: bool) -> Status:
        if infinitive and not is_passive(governor):  # "claimed to have ..." : the speaker's own word about himself
            return self.says(self.speaker(governor), governor, "said").under(outer)
        if is_passive(governor):
            return self.says(None, governor, "said").under(outer)
        said = self.says(self.speaker(governor), governor, "said")
        if outer.negated:  # "did not say that": nothing is claimed
            return replace(said, modality=Modality.POSSIBLE).under(replace(outer, negated=False))
        return said.under(replace(outer, modality=Modality.ACTUAL) if outer.modality is Modality.PLANNED else outer)

    @staticmethod
    def _verb_effect(lemma: str, token: Token, infinitive: bool) -> Status:
        if lemma in token.words.negate:
            return Status(negated=True)
        if lemma in token.words.ask and not (lemma in token.words.request and infinitive):
            return Status(modality=Modality.HYPOTHETICAL)
        if lemma in token.words.actual and not (lemma in token.words.request and infinitive):
            return Status()
        for verbs, modality in _not_actual_verbs(token.words):
            if lemma in verbs:
                return Status(modality=modality)
        if lemma == "be" and infinitive:
            return Status(modality=Modality.PLANNED)
        if token.tag == "VBG" and token.dep in ("xcomp", "advcl"):  # "ruled out joining", "opposes sending"
            return Status(modality=Modality.HYPOTHETICAL)
        return Status(modality=Modality.PLANNED) if infinitive and token.tag == "VB" else Status()

    def _after_noun(self, token: Token, noun: Token) -> Status:
        """An infinitive after a noun is planned, requested or feared as the noun says; a participle is presupposed."""
        outer = self._containing(noun).said_only()
        infinitive = any(child.dep == "mark" and child.lower == "to" for child in token.children)
        scope = self._noun_scope(noun)
        if infinitive:
            planned = Status(modality=Modality.PLANNED, rules=("embedded_noun",))
            return (planned if scope == Status() else scope).under(outer)
        if states(token):
            if noun.lower_lemma not in self.words.fact_nouns and scope == Status():
                scope = Status(attribution=(Attribution(None, self.phrases.token(noun)),), rules=("said",))
            if self._denied(noun):  # "no evidence that ..."
                scope = Status(modality=Modality.POSSIBLE, cues=(self.phrases.token(noun),), rules=("embedded_noun",))
            return scope.under(outer)
        return outer

    def _denied(self, noun: Token) -> bool:
        above = next((token for token in noun.ancestors if is_predicate(token)), None)
        return any(self._negates(child) for child in noun.children) or (above is not None and self.of(above).negated)

    def _noun_scope(self, noun: Token) -> Status:
        """What a noun makes of the clause or event below it."""
        lemma = noun.lower_lemma
        cue = self.phrases.token(noun)
        if lemma in self.words.negate_nouns:
            return Status(negated=True, cues=(cue,), rules=("embedded_noun",))
        for nouns, modality in _not_actual_nouns(self.words):
            if lemma in nouns:
                return Status(modality=modality, cues=(cue,), rules=("embedded_noun",))
        if lemma in self.words.say_nouns:
            return Status(attribution=(Attribution(None, cue),), cues=(cue,), rules=("said",))
        return Status()

    def _adverbial(self, token: Token, governor: Token) -> Status:
        if (speaker := speech_above(token)) is not None:
            return self.of(speaker).said_only()
        if addressee(governor) is not None and to_infinitive(token):
            return self._embedded(token, governor)
        outer = self.of(governor) if is_predicate(governor) else self._containing(token)
        marks = {child.lower for child in token.children if child.dep in ("mark", "case")}
        lemma = governor.lower_lemma
        cue = self.phrases.token(governor)
        close = lemma == "come" and "to" in marks and any(child.lower == "close" for child in governor.children)
        if close or far_from(token):
            return Status(negated=True, cues=(cue,), rules=("embedded",)).under(outer.said_only())
        if "from" in marks and lemma in self.words.negate | {"keep", "stop"}:
            return Status(negated=True, cues=(cue,), rules=("embedded",)).under(outer)
        charged = any(lemma in verbs for mark, verbs in self.words.charge.items() if mark in marks)
        if charged or ("of" in marks and lemma in self.words.say) or (marks == {"for"} and token.tag == "VBG"):
            return self.says(self.speaker(governor), governor, "said").under(outer.said_only())
        if "as" in marks and lemma in self.words.judge | self.words.say:
            return self.says(self.speaker(governor), governor, "said").under(outer.said_only())
        if (
            token.tag == "VBG"
            and marks & self.words.complement_prepositions
            and (effect := self._verb_effect(lemma, token, False)) != Status()
        ):
            return replace(effect, cues=(cue,), rules=("embedded",)).under(outer)
        if "to" in marks and token.tag == "VB":
            return Status(modality=Modality.PLANNED, rules=("purpose",)).under(outer.said_only())
        if (
            token.tag == "VBG"
            and not marks
            and lemma in self.words.deny | self.words.negate | self.words.ending | self.words.plan | self.words.hope
            and adjacent(governor, token)
        ):
            return self._embedded(token, governor)  # "ruled out joining"
        if token.tag in ("VBG", "VBN") and not marks & self.words.presupposing:
            return replace(outer, negated=False)
        return outer.said_only()

    def _containing(self, token: Token) -> Status:
        """Status of the predicate that `token` hangs below."""
        found = next((above for above in token.ancestors if is_predicate(above)), None)
        return self.of(found) if found is not None else Status()

    # -- holders -------------------------------------------------------------------------------------------------------

    def speaker(self, verb: Token) -> Mention | None:
        """Who speaks; None for "it is said", "he was accused"."""
        if is_passive(verb):
            agent = next((child for child in verb.children if case_of(child) == "by"), None)
            return self.phrases.mention(agent) if agent is not None else None
        return self.clauses.subject_of(verb)

    def says(self, source: Mention | None, cue: Token, rule: str) -> Status:
        """Said by `source`, as the word `cue` shows."""
        if source is not None and source.lemma.lower() in ("it", "there"):
            source = None
        span = self.phrases.token(cue)
        return Status(attribution=(Attribution(source, span),), cues=(span,), rules=(rule,))

    def quoted(self, token: Token, status: Status) -> Status:
        """`status` as spoken by whoever speaks the quotation, or has the floor, where `token` stands."""
        region = self.quotes.around(token)
        if region is None:
            turn = self.quotes.turn(token)
            if turn is None:
                return status
            return status.under(self.says(self.phrases.mention(turn.source), turn.mark, "framed"))
        speaker = self.quotes.speaker(region, token)
        if speaker is None:
            cue = self.phrases.token(self.phrases.parse[region[0]])
            return status.under(Status(attribution=(Attribution(None, cue),), cues=(cue,), rules=("quotation",)))
        verb, subject = speaker
        source = self.phrases.mention(subject)
        return status.under(self.says(source, verb, "quotation"))
