"""How far a clause is so, and who says it: polarity, modality and attribution, with scope.

A clause's factuality is computed from the root downwards: what stands above it (a verb or noun that governs it, a condition, a question,
quotation marks), then its own marks (negation, modals, hedges). The conditions are rows of tables (`marks`, `governors`, `nouns`), the
sources come from `attributions`; here is how they combine: the outer non-actual modality wins, negations cancel.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extraction.attributions import Attributions, goes_on, puts_it
from kg.extraction.citations import is_citing
from kg.extraction.clauses import Clauses
from kg.extraction.factuality import governors, marks, nouns
from kg.extraction.factuality.clause_factuality import PLAIN, ClauseFactuality
from kg.extraction.factuality.rows import DENIED, HELD, SAME, Effect, Row, first
from kg.extraction.participles import doer_of
from kg.extraction.phrases import Phrases, lead_of
from kg.extraction.predication import ascribed_by
from kg.extraction.prepositions import case_of
from kg.extraction.syntax import (
    SUBJECTS,
    addressee,
    clefted,
    coordinated_with,
    either_or,
    has_copula,
    is_aside,
    is_content_clause,
    is_finite,
    is_passive,
    is_predicate,
    is_singled_out,
    linked_to,
    speech_above,
    to_infinitive,
)
from kg.model import Attribution, Mention, Modality
from kg.parse import Token, Tokens


class Factuality:
    """The factuality of the clauses, nouns and descriptions of one sentence."""

    def __init__(self, clauses: Clauses, phrases: Phrases, attributions: Attributions) -> None:
        self.clauses = clauses
        self.phrases = phrases
        self.words = phrases.words
        self.attributions = attributions
        self._known: dict[int, ClauseFactuality] = {}
        self._above: dict[int, ClauseFactuality] = {}
        self._own: dict[tuple[int, bool], ClauseFactuality] = {}
        words = [token for token in clauses.sentence if not token.is_space and not token.is_quote]
        self.end = words[-1] if words else clauses.sentence[0]

    def of(self, token: Token) -> ClauseFactuality:
        """That of the clause whose content is `token`."""
        if token.i not in self._known:
            self._known[token.i] = PLAIN  # a cycle cannot be, but a bad tree must not hang us
            found = self.own(token).scoped_by(self.above(token))
            others = tuple(item for item in found.attribution if not _within(item.source, token))
            found = replace(found, attribution=others)  # "data collected by Peru" does not say who collected it
            self._known[token.i] = found if found.attribution else self.quoted(token, found)
        return self._known[token.i]

    def of_noun(self, noun: Token) -> ClauseFactuality:
        """That of the event that a noun names: as what it depends on."""
        found = self._of_event(noun)
        return found if found.attribution else self.quoted(noun, found)

    def _of_event(self, noun: Token) -> ClauseFactuality:
        governor = noun.head
        own = self.described(noun)
        if noun.dep == "ROOT":
            return own
        if noun.dep in ("conj", "appos"):
            return own.scoped_by(self.of_noun(governor))
        # "accused Jordan of attacks on ...": the attacks may hang on Jordan
        if noun.dep == "nmod" and governor.dep in ("obj", "nsubj:pass") and nouns.charged_with(noun, governor.head):
            return self._of_argument(noun, governor.head)
        if governor.lower_lemma in self.words.circumstance_nouns and case_of(noun) == noun.grammar.genitive:
            return own.scoped_by(self._containing(noun).attribution_only())
        if lead_of(noun) or (
            governor.lower_lemma in self.words.phase_nouns and case_of(noun) == noun.grammar.genitive
        ):  # "incidents including attacks", "the start of the war"
            return own.scoped_by(self.of_noun(governor))
        if governor.pos == "NOUN":  # "talks on its recognition of ...", "the end of its support": who knows
            scope = self._noun_scope(noun, governor)
            return own.scoped_by(self._open(governor) if scope.is_plain else scope).scoped_by(self.of_noun(governor))
        if not is_predicate(governor):
            return own.scoped_by(self._containing(noun).attribution_only())
        return own.scoped_by(self._of_argument(noun, governor))

    def of_description(self, noun: Token, *, beside: bool) -> ClauseFactuality:
        """That of a description by itself; one `beside` a name has its negation before it, others at their verb."""
        for row in nouns.DESCRIPTIONS if beside else nouns.DESCRIPTIONS[1:]:
            for word in noun.lefts:
                if row.when(word, noun):
                    return self._made(row, word)
        return PLAIN

    def marks(self, token: Token) -> list[ClauseFactuality]:
        """The marks of a clause one by one."""
        found = (self._mark(token, child) for child in token.children)
        return [mark for mark in found if mark is not None]

    def of_pair(self, ends: Sequence[Tokens], between: Iterable[Token], shown: Iterable[Token]) -> ClauseFactuality:
        """That of a relation between two `ends`: what each of its words says of it, be that a clause, an event or a description.

        `between` are the words from one head to the other, `shown` those that name the relation.
        """
        core = sorted({*(end.root for end in ends), *between, *shown}, key=lambda token: token.i)
        words = sorted({*core, *(token for end in ends for token in end)}, key=lambda token: token.i)
        stated = [self.of(word) for word in words if is_predicate(word)]
        named = [self.of_noun(word) for word in core if not is_predicate(word) and nouns.is_event(word)]
        named += [self.of_description(word, beside=True) for word in core]
        named += [self._made(nouns.ALTERNATIVE) for word in core if nouns.ALTERNATIVE.when(word, word)]
        found = _all_of([*stated, *named])
        if found.negated:  # "not a colonel or a major" denies both
            found = replace(found, modality=_all_of(stated).modality)
        return found if found.attribution else self.quoted(ends[0].root, found)

    def own(self, token: Token, *, negation: bool = True) -> ClauseFactuality:
        """What the marks and the form of a clause say, without what stands above it."""
        if (token.i, negation) not in self._own:
            self._own[token.i, negation] = self._by_itself(token, negation)
        return self._own[token.i, negation]

    def _by_itself(self, token: Token, negation: bool) -> ClauseFactuality:
        found = self._made(marks.WEAK, token) if marks.WEAK.when(token, token) else PLAIN
        for mark in self.marks(token):
            if negation or not mark.negated:
                inner = mark.modality not in (Modality.ACTUAL, Modality.CONDITIONAL)
                found = mark.scoped_by(found) if inner else found.scoped_by(mark)
        if self._is_alternative(token):
            found = found.scoped_by(self._made(marks.ALTERNATIVE))
        form = first(marks.FORMS, token, self.end)
        found = found.scoped_by(self._made(form)) if form is not None else found
        noun = linked_to(token) or token  # "is an alleged member", "remains one"
        described = noun.pos == "NOUN" and is_predicate(token)
        return self.of_description(noun, beside=False).scoped_by(found) if described else found

    def quoted(self, token: Token, found: ClauseFactuality) -> ClauseFactuality:
        """`found` as spoken by whoever speaks the quotation, or has the floor, where `token` stands."""
        around = self.attributions.around(token)
        return found.scoped_by(_said(*around)) if around is not None else found

    def says(self, cue: Token, content: Token, rule: str) -> ClauseFactuality:
        """`content` as the word of whoever the word `cue` gives it to."""
        return _said(self.attributions.of(cue, content), rule)

    def _made(self, row: Row, cue: Token | None = None) -> ClauseFactuality:
        """What a row gives, shown by the word `cue`."""
        effect = row.effect(cue) if cue is not None else row.gives
        assert isinstance(effect, Effect)
        shown = (cue.span,) if cue is not None else ()
        return ClauseFactuality(effect.negated, effect.modality, (), shown, (row.name,))

    # -- the clause's own marks ----------------------------------------------------------------------------------------

    def _is_alternative(self, token: Token) -> bool:
        start = token.head if token.dep == "conj" else token
        return marks.ALTERNATIVE.when(token, token) and not any(self._negation(child) for child in start.children)

    @staticmethod
    def _negation(word: Token) -> Row | None:
        return first(marks.NEGATION, word, word.head)

    def _mark(self, token: Token, child: Token) -> ClauseFactuality | None:
        row = first(marks.MARKS, token, child)
        if row is None:
            return self._beside(token, child)
        effect = row.effect(child)
        if effect.held:
            return replace(_said(self.attributions.beside(child, token), row.name), modality=effect.modality)
        return self._made(row, child)

    def _beside(self, clause: Token, child: Token) -> ClauseFactuality | None:
        """ "according to X", "..., X said", "as X said"."""
        if child.dep in ("obl", "obl:agent", "nmod"):
            told = is_citing(child)
            return _said(self.attributions.beside(child, clause), "according_to") if told else None
        if child.dep not in ("advcl", "parataxis"):
            return None
        puts = puts_it(child)
        says = child.lower_lemma in self.words.say or goes_on(child) or is_aside(child)
        speaks = is_predicate(child) and (says or puts)
        empty = puts or not any(other.dep in ("ccomp", "obj", "xcomp") for other in child.children)
        as_said = child.dep == "parataxis" or any(
            sub.dep == "mark" and sub.lower == sub.grammar.essive for sub in child.children
        )
        if speaks and empty and as_said:
            found = self.attributions.beside(child, clause)
            return _said(found, "said:beside").below(child) if found.source is not None else None
        return None

    # -- what stands above ---------------------------------------------------------------------------------------------

    def above(self, token: Token) -> ClauseFactuality:
        """What stands above a clause makes of it."""
        if token.i not in self._above:  # a chain of conjuncts asks for each of those above
            self._above[token.i] = self._from_above(token)
        return self._above[token.i]

    def _from_above(self, token: Token) -> ClauseFactuality:
        noun = doer_of(token)
        governor, kind = (token.head, token.dep) if noun is None else (noun, "acl:relcl")
        if kind == "ROOT" or governor is token:
            return PLAIN
        if (
            kind in ("advcl", "parataxis") and self._beside(governor, token) is not None
        ):  # "..., she said" is not what she says
            return self.above(governor).attribution_only()
        if kind == "conj":
            return self._coordinated(token, coordinated_with(token))
        if kind in ("ccomp", "xcomp", "csubj", "csubj:pass"):
            return self._embedded(token, governor).below(governor)
        if kind == "parataxis" and governor.lower_lemma in self.words.say:
            return self._embedded(token, governor).below(governor)
        if (nobody := self._of_nobody(token, governor)) is not None:
            return nobody
        if clefted(token):
            return self.of(governor)
        if kind in ("acl", "acl:relcl") and (predicate := ascribed_by(governor)) is not None and _is_restrictive(token):
            return self._ascribed(predicate)
        if kind == "acl" or (
            kind == "acl:relcl" and noun is None and any(child.dep == "mark" for child in token.children)
        ):
            return self._after_noun(token, governor)
        if kind in ("advcl", "advcl:relcl"):
            return self._adverbial(token, governor)
        return self._containing(token).attribution_only()

    def _ascribed(self, predicate: Token) -> ClauseFactuality:
        """What a clause says of whoever is said to be what it stands behind is so as far as that is: "may be a chemist who left"."""
        said = self.of(predicate)
        return replace(said, negated=False, modality=Modality.POSSIBLE) if said.negated else said

    def _of_nobody(self, token: Token, noun: Token) -> ClauseFactuality | None:
        """ "no state that owns it", "is not a man who lies": what is said of nobody is not so of anybody."""
        if not nouns.OF_NOBODY.when(token, noun):
            return None
        denying = noun.grammar.negative_determiner
        no = next((child for child in noun.children if child.dep == "det" and child.lower == denying), noun)
        return self._made(nouns.OF_NOBODY, no).scoped_by(self._containing(noun).attribution_only())

    def _coordinated(self, token: Token, start: Token) -> ClauseFactuality:
        """A second conjunct shares what stands above both and who says the first; a modal only when it has no subject and no
        auxiliary of its own, negation never ("did not stay and left")."""
        if not is_predicate(start):
            return self._containing(token)
        shared = self.own(start, negation=either_or(token))  # "did not stay or wait"
        if any(child.dep in ("nsubj", "nsubj:pass", "aux") for child in token.children):
            shared = shared if shared.modality is Modality.CONDITIONAL else self._fronted(start, token)
        return shared.scoped_by(self.above(start))

    def _fronted(self, start: Token, token: Token) -> ClauseFactuality:
        """Of what the first conjunct says of itself, who says it; and all that stands before its subject, which is of both:
        "Reportedly, A was killed and B was hurt"."""
        subject = next((child for child in start.children if child.dep in SUBJECTS), None)
        before = (
            []
            if subject is None or token.i < start.i
            else [
                mark
                for child in start.lefts
                if child.i < subject.left_edge.i and (mark := self._mark(start, child)) is not None
            ]
        )
        shared = self.own(start).attribution_only()
        agents = [child.span for child in start.children if child.dep == "obl:agent"]  # "is known by tradition as"
        own = tuple(item for item in shared.attribution if item.cue not in agents)
        shared = replace(shared, attribution=own) if own else PLAIN
        return before[0] if before and before[0].modality is not Modality.ACTUAL else shared

    def _embedded(self, token: Token, verb: Token) -> ClauseFactuality:
        return self.governed(token, verb, self.of(verb))

    def governed(self, token: Token, verb: Token, outer: ClauseFactuality = PLAIN) -> ClauseFactuality:
        """A complement: as its verb says, which is itself as `outer`."""
        row = first(governors.VERBS, token, verb)
        effect = row.effect(verb) if row is not None else SAME
        outer = replace(outer, negated=False) if row is not None and row.absorbs else outer
        if effect is HELD:
            return self._reported(token, verb, outer)
        if row is not None and effect is DENIED:
            return self._rejected(self.says(verb, token, row.name), outer)
        if row is None or effect is SAME:
            held = first(governors.HOLDERS, token, verb)
            if held is not None and outer.negated:
                return _unsaid(self.says(verb, token, held.name), outer)
            found = (
                self.says(verb, token, held.name) if held is not None else self._made(row) if row is not None else PLAIN
            )
            return found.scoped_by(outer)
        found = self._made(row, verb)
        if effect.modality is not Modality.ACTUAL and governors.for_another(token, verb):
            found = replace(found, attribution=(self.attributions.of(verb, token),))
        return found.scoped_by(outer)

    @staticmethod
    def _rejected(said: ClauseFactuality, outer: ClauseFactuality) -> ClauseFactuality:
        """What somebody says is not so."""
        return _unsaid(said, outer) if outer.negated else replace(PLAIN, negated=True).scoped_by(said).scoped_by(outer)

    def _reported(self, token: Token, verb: Token, outer: ClauseFactuality) -> ClauseFactuality:
        said = self.says(verb, token, "said:reported")
        if governors.is_infinitive(token) and not is_passive(
            verb
        ):  # "claimed to have ...": the speaker's own word about himself
            return said.scoped_by(outer)
        if outer.negated:
            return _unsaid(said, outer)
        if is_passive(verb):
            return said.scoped_by(outer)
        return said.scoped_by(replace(outer, modality=Modality.ACTUAL) if outer.modality is Modality.PLANNED else outer)

    def _after_noun(self, token: Token, noun: Token) -> ClauseFactuality:
        """An infinitive after a noun is planned, requested or feared as the noun says; a participle is presupposed."""
        outer = (
            self.of(noun) if has_copula(noun) else self._containing(noun)
        ).attribution_only()  # "said it was time to"
        if nouns.DRAFT.when(token, noun):
            return self._made(nouns.DRAFT, noun).scoped_by(outer).below(noun)
        if nouns.is_rejected(noun) and (is_content_clause(token) or token.is_gerund):
            return self._rejected(self.says(noun.head, token, "said:denied"), self.of(noun.head)).below(noun)
        scope = self._noun_scope(token, noun)
        if to_infinitive(token) and is_singled_out(noun):
            return (self.of(noun) if has_copula(noun) else outer).below(noun)
        if to_infinitive(token):
            scope = self._made(nouns.NOUN_INFINITIVE) if scope.is_plain else scope
            return (
                replace(scope, negated=scope.negated != nouns.is_none(noun)).scoped_by(outer).below(noun)
            )  # "has no plan to leave"
        if token.is_gerund and case_of(noun) and has_copula(noun):  # "is in the process of leaving"
            return scope.scoped_by(self.of(noun)).below(noun)
        if nouns.REPORTED_DONE.when(token, noun):
            return self.says(nouns.first_of(noun).head, token, nouns.REPORTED_DONE.name).scoped_by(outer)
        if not is_content_clause(token) or (
            noun.lower_lemma in self.words.ground_nouns and governors.is_ground(token, noun)
        ):
            return outer
        if noun.lower_lemma not in self.words.fact_nouns and scope.is_plain:
            scope = self.says(noun, token, "said:about")
        if self._denied(noun):  # "no evidence that ..."
            scope = self._made(nouns.NOUN_DENIED, noun)
        return scope.scoped_by(outer).below(noun)

    def _denied(self, noun: Token) -> bool:
        above = next((token for token in noun.ancestors if is_predicate(token)), None)
        return nouns.NOUN_DENIED.when(noun, noun) or (above is not None and self.of(above).negated)

    def _noun_scope(self, token: Token, noun: Token) -> ClauseFactuality:
        """What a noun makes of the clause or event below it."""
        row = first(nouns.NOUNS, token, noun)
        if row is None:
            return PLAIN
        return self.says(noun, token, row.name) if row.effect(noun).held else self._made(row, noun)

    def _adverbial(self, token: Token, verb: Token) -> ClauseFactuality:
        if (speaker := speech_above(token)) is not None:
            return self.of(speaker).attribution_only()
        if addressee(verb) is not None and to_infinitive(token):
            return self._embedded(token, verb).below(verb)
        verbless = verb.dep == "ccomp"  # "says Peru 'nervous' because ..."
        outer = self.of(verb) if is_predicate(verb) or verbless else self._containing(token)
        row = first(governors.ADVERBIALS, token, verb)
        if row is not None and row.effect(verb).held:
            said = self.says(verb, token, row.name)
            return (_unsaid(said, outer) if outer.negated else said.scoped_by(outer.attribution_only())).below(verb)
        if row is not None:
            kept = row.name == "embedded:kept_from"
            return self._made(row, verb).scoped_by(outer if kept else outer.attribution_only())
        if governors.is_complement_of(token, verb, self.words.achieving):
            return outer
        if governors.is_ground(token, verb):
            return outer
        introduced = governors.marks_of(token)
        if token.is_gerund and introduced & self.words.complement_prepositions:
            effect = first(governors.VERBS[2:], token, verb)  # "planned on speaking"
            if effect is not None and effect.gives is not SAME:
                return self._made(effect, verb).scoped_by(outer)
        if governors.is_passive_of_fact(token, verb):
            return self._embedded(token, verb).below(verb)
        if governors.PURPOSE.when(token, verb):
            return self._made(governors.PURPOSE).scoped_by(outer.attribution_only())
        if governors.is_bare_gerund_complement(token, verb):
            return self._embedded(token, verb).below(verb)
        if outer.is_ahead and governors.AHEAD.when(token, verb):
            return self._made(governors.AHEAD).scoped_by(outer.attribution_only())
        loose = (token.is_gerund or token.is_past_participle) and not is_finite(token)
        if loose and not introduced & self.words.presupposing:
            return replace(outer, negated=False)
        return outer.attribution_only()

    def _containing(self, token: Token) -> ClauseFactuality:
        """That of the predicate that `token` hangs below."""
        found = next((above for above in token.ancestors if is_predicate(above)), None)
        return self.of(found) if found is not None else PLAIN

    # -- nouns ---------------------------------------------------------------------------------------------------------

    def _of_argument(self, noun: Token, verb: Token) -> ClauseFactuality:
        """That of the event that an argument of a predicate names."""
        found = self.of(verb)
        row = first(nouns.ARGUMENTS, noun, verb)
        if row is not None and row.effect(verb).held:
            said = self.says(verb, noun, row.name)
            return _unsaid(said, found) if found.negated else said.scoped_by(found)
        if row is None and found.negated:
            return self._open(verb).scoped_by(replace(found, negated=False))
        return self._made(row, verb).scoped_by(replace(found, negated=False)) if row is not None else found

    def described(self, noun: Token) -> ClauseFactuality:
        """What an adjective says of the event that a noun names: "alleged support", "a planned visit"."""
        found = next((child for child in noun.children if nouns.OPEN_EVENT.when(child, noun)), None)
        return self._made(nouns.OPEN_EVENT, found) if found is not None else PLAIN

    def _open(self, cue: Token) -> ClauseFactuality:
        return self._made(nouns.EVENT_OF_EVENT, cue)


def _all_of(parts: Sequence[ClauseFactuality]) -> ClauseFactuality:
    """Of several that must all be so: the negation of any, and the first modality that leaves it open."""
    return ClauseFactuality(
        any(part.negated for part in parts),
        next((part.modality for part in parts if part.modality is not Modality.ACTUAL), Modality.ACTUAL),
        max((part.attribution for part in parts), key=len, default=()),
        tuple(dict.fromkeys(cue for part in parts for cue in part.cues)),
        tuple(dict.fromkeys(rule for part in parts for rule in part.rules)),
    )


def _within(source: Mention | None, token: Token) -> bool:
    """`token` is a word of the phrase that names a source."""
    return source is not None and source.span.start <= token.idx < source.span.end


def _said(attribution: Attribution, rule: str) -> ClauseFactuality:
    return ClauseFactuality(attribution=(attribution,), cues=(attribution.cue,), rules=(rule,))


def _unsaid(said: ClauseFactuality, outer: ClauseFactuality) -> ClauseFactuality:
    """ "did not say that ...", "has not accused Peru of ...": nothing is claimed, and by nobody."""
    unsaid = ClauseFactuality(modality=Modality.POSSIBLE, cues=said.cues, rules=("said:unsaid",))
    return unsaid.scoped_by(replace(outer, negated=False, attribution=()))


def _is_restrictive(clause: Token) -> bool:
    """A relative clause or participle that says which: no comma before it, and neither an infinitive nor the content of its noun."""
    marked = ("mark" in clause.child_deps and doer_of(clause) is None) or to_infinitive(clause)
    behind = clause.left_edge.i > clause.head.i
    return behind and not marked and clause.left_edge.nbor(-1).text != ","
