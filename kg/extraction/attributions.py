"""Who says what: every attribution of a document, with its source, its cue and its content.

The kinds are those of the Penn Attribution Relations Corpus (Pareti 2012) and PolNeAR (Newell et al. 2018): clauses under or beside a
verb or adjective of saying and thinking, "according to", nouns such as "the claim that ...", quotations over several sentences,
turns of a transcript, headlines with their source, pictures with theirs, and hearsay ("reportedly").

This is the one place where an attribution is made. `factuality` asks it for the one whose cue stands above a clause; what `kg analyse`
lists, and what the graph holds as sources, are the same objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extraction.citations import is_citing
from kg.extraction.clauses import Clauses
from kg.extraction.phrases import Phrases
from kg.extraction.prepositions import case_of, cases_of
from kg.extraction.speakers import Credit, Frame, Quotes, Region, Turn, credits_of, frame_of
from kg.extraction.syntax import (
    SUBJECTS,
    coordinated_with,
    inverted,
    is_finite,
    is_imperative,
    is_passive,
    is_predicate,
    owner_of,
    to_infinitive,
)
from kg.model import Attribution, Mention, MentionKind
from kg.parse import Parse, Token

_COMPLEMENTS = frozenset({"ccomp", "csubj", "csubj:pass", "csubj:outer"})
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "advmod"})
_EDGES = frozenset(",;:-–—")


class Attributions:
    """The attributions of one parse; the same cue always gives the same one.

    `found` are all that the text shows by themselves. A clause may ask for further ones, whose cue says nothing but makes what it
    governs somebody's ("required Peru to leave", "reasons that ..."): these hold a claim, and are no sayings.
    """

    def __init__(self, parse: Parse, phrases: Phrases, quotes: Quotes, clauses: Sequence[Clauses]) -> None:
        self.parse = parse
        self.words = parse.words
        self.phrases = phrases
        self.quotes = quotes
        self.clauses: Mapping[int, Clauses] = {one.sentence.start: one for one in clauses}
        self._by_cue: dict[int, Attribution] = {}
        self._aside: list[Attribution] = []  # those that no clause asks for: pictures
        self._by_region: dict[Region, int] = {}  # the cue of who speaks it
        self._frames: dict[int, tuple[Frame, Attribution]] = {}  # by sentence
        self._spoken: set[int] = set()  # tokens of quotations whose speaker stands beside them
        self._find()
        self.found = self._listed()

    def _listed(self) -> tuple[Attribution, ...]:
        """All that say something, in the order of their cues; contents may lie in one another ("A said B denied ...")."""
        framed = (item for _, item in self._frames.values())
        found = {item: None for item in (*self._by_cue.values(), *framed, *self._aside) if item.content}
        return tuple(
            sorted(found, key=lambda item: (item.words, item.content, item.source.span if item.source else item.cue))
        )

    # -- asked for by their cue ----------------------------------------------------------------------------------------

    def of(self, cue: Token, content: Token) -> Attribution:
        """What the verb, adjective or noun `cue` says of the clause or event `content`."""
        if cue.i not in self._by_cue:
            said = self._words(content, cue)
            self._by_cue[cue.i] = self._made(self._source(cue, content), self._cue(cue, said), said)
        return self._by_cue[cue.i]

    def beside(self, cue: Token, clause: Token) -> Attribution:
        """What `cue`, beside or within `clause`, says of it: "according to X", "reportedly", "..., X said"."""
        if cue.i not in self._by_cue:
            case = cases_of(cue) if cue.dep in ("obl", "obl:agent", "nmod") else []
            by_noun = bool(case) and case[0].lower != cue.words.citing  # "in the words of X"
            source = self.phrases.mention((by_noun and owner_of(cue)) or cue) if case else self._source(cue, clause)
            self._by_cue[cue.i] = self._made(source, case or [cue], self._without(clause, cue), head=cue)
        return self._by_cue[cue.i]

    def around(self, token: Token) -> tuple[Attribution, str] | None:
        """What speaks the quotation, headline or turn of a transcript that holds `token`, and the rule that says so."""
        region = self.quotes.around(token)
        if region is not None:
            return self._quotation(region, token), "quotation"
        framed = self._frames.get(token.sentence.start)
        if framed is not None and token.i in framed[0].said:
            return framed[1], "framed"
        turn = self.quotes.turn(token)
        return (self._turn(turn), "framed") if turn is not None else None

    def speaker(self, verb: Token) -> Mention | None:
        """Who speaks; None for "it is said", "he was accused"."""
        if is_passive(verb):
            agent = next((child for child in verb.children if case_of(child) == child.grammar.passive_agent), None)
            return self.phrases.mention(agent) if agent is not None else None
        subject = self.clauses[verb.sentence.start].subject_of(verb if is_predicate(verb) else verb.head)
        if subject is None or subject.lemma.lower() not in verb.grammar.empty_subjects:
            return subject
        speaks = verb.pos == "VERB" and subject.lemma.lower() == verb.grammar.expletive
        return subject if speaks and verb.lower_lemma in self.words.say_or_ask else None  # "it added", not "it emerged"

    def _source(self, cue: Token, content: Token) -> Mention | None:
        if cue.dep == "advmod":  # "reportedly"
            return None
        if cue.pos in ("NOUN", "PROPN"):
            owner = owner_of(cue)
            case, thought = case_of(cue), cue.lower_lemma in self.words.say_nouns | self.words.thought_nouns
            reached = cue.dep == "obj" or (
                cue.dep == "obl" and case == cue.grammar.dative
            )  # not "came after an allegation"
            having = reached and cue.head.lower_lemma in self.words.having_views
            if owner is None and is_predicate(cue.head) and (having or (thought and case == cue.grammar.inessive)):
                return self.speaker(cue.head)  # "has no doubt that ...", "left in the belief that ..."
            return (
                self.phrases.mention(owner) if owner is not None and content not in (owner, *owner.ancestors) else None
            )
        return self.speaker(cue)

    # -- found in the text ---------------------------------------------------------------------------------------------

    def _find(self) -> None:
        for clauses in self.clauses.values():
            for token in clauses.sentence:
                self._at(token)
            frame = frame_of(clauses.sentence)
            if frame is not None and self._is_framed(frame):
                said = [self.parse[index] for index in frame.said]
                speech = frame.source.lower_lemma in self.words.say_nouns  # "Reports: ..."
                cue = [frame.source, frame.mark] if speech else [frame.mark]
                made = self._made(self.phrases.mention(frame.source), cue, said, head=frame.mark)
                self._frames[clauses.sentence.start] = (frame, made)
        for region in self.quotes.regions:
            if not self._spoken.intersection(range(*region)):
                inside = next((token for token in self.parse[slice(*region)] if is_predicate(token)), None)
                if inside is not None:
                    self._quotation(region, inside)
        for turn in self.quotes.turns:
            self._turn(turn)
        self._aside = [self._credited(credit) for credit in credits_of(self.parse)]

    def _is_framed(self, frame: Frame) -> bool:
        """A headline; not a turn of a transcript, nor the end of a quotation that somebody signed."""
        first = self.parse[frame.said[0]]
        return self.quotes.turn(first) is None and not (frame.mark.i > first.i and self.quotes.around(first))

    def _at(self, token: Token) -> None:
        """Keep what `token` is the cue of."""
        if token.dep in ("obl", "obl:agent", "nmod", "advcl") and is_citing(token):
            above = next((word for word in token.ancestors if is_predicate(word)), token.head)
            self.beside(token, above)
        elif token.lower in self.words.unnamed_source and token.dep == "advmod" and is_predicate(token.head):
            self.beside(token, token.head)
        elif token.pos in ("NOUN", "PROPN") and not is_predicate(token):
            if token.lower_lemma in self.words.say_nouns | self.words.thought_nouns:
                clause = next((child for child in token.children if _complements(child)), None)
                if clause is not None:
                    self.of(token, clause)
        elif is_predicate(token) or token.lower_lemma in self.words.attitudes:
            self._predicate(token)

    def _predicate(self, token: Token) -> None:
        """What a verb or adjective says or thinks, with the rest of the quotation that it stands in."""
        said = self._said(token)
        if not said:
            return
        region = next((found for word in said if (found := self.quotes.around(word))), None)
        if region is not None and self.quotes.around(token) != region:
            said = sorted({*said, *self._quoted(region)}, key=lambda word: word.i)
            self._spoken.update(range(*region))
        self._by_cue[token.i] = self._made(self.speaker(token), self._cue(token, said), said)

    def _said(self, token: Token) -> list[Token]:
        """The words that `token` says or thinks, [] when it is no cue."""
        complement = next(
            (child for kind in (_is_content, _is_charge) for child in token.children if kind(token, child)), None
        )
        if complement is not None:
            return self._words(complement, token)
        says = token.lower_lemma in self.words.holding or _means(token) or goes_on(token)
        if not says and not puts_it(token):
            return []
        as_said = any(
            child.dep == "mark" and child.lower in child.grammar.comparing_markers for child in token.children
        )
        passing = as_said and token.lower_lemma in self.words.going_on  # "as I conclude, ..."
        beside = (token.dep == "parataxis" and self._speaks(token)) or (
            token.dep == "advcl" and as_said and not passing
        )
        return self._without(token.head, token) if beside and _says_what_is_beside(token) else []

    def _speaks(self, verb: Token) -> bool:
        """It has somebody who speaks; "you know" only fills a pause."""
        subject = self.speaker(verb)
        if subject is None:
            return is_passive(verb)
        return subject.lemma.lower() != verb.grammar.addressed or verb.lower_lemma not in self.words.factive

    # -- quotations, turns, pictures -----------------------------------------------------------------------------------

    def _quotation(self, region: Region, token: Token) -> Attribution:
        """What is quoted around `token`; it joins what its speaker says in the first quotation marks."""
        if region in self._by_region:
            return self._by_cue[self._by_region[region]]
        speaker = self.quotes.speaker(region, token)
        if speaker is None:  # nobody is near: the mark itself shows that somebody speaks
            return self._made(None, [self.parse[region[0] - 1]], ())
        verb, subject = speaker
        quoted = self._made(self.phrases.mention(subject), [verb], self._quoted(region))
        first = self._by_cue.get(verb.i, quoted)
        self._by_cue[verb.i] = replace(first, content=tuple(sorted({*first.content, *quoted.content})))
        self._by_region[region] = verb.i
        return self._by_cue[verb.i]

    def _quoted(self, region: Region) -> list[Token]:
        """A quotation with its marks."""
        return [token for token in self.parse[region[0] - 1 : region[1] + 1] if not token.is_space]

    def _turn(self, turn: Turn) -> Attribution:
        if turn.mark.i not in self._by_cue:
            said = [self.parse[index] for index in turn.said]
            self._by_cue[turn.mark.i] = self._made(self.phrases.mention(turn.source), [turn.mark], said)
        return self._by_cue[turn.mark.i]

    def _credited(self, credit: Credit) -> Attribution:
        """A picture with its source: it shows something, and says nothing that a claim could be of."""
        name = self.parse[credit.source[0].i : credit.source[-1].i + 1]
        source = Mention(name.span, name.root.span, MentionKind.NAMED, name.root.ent_type, name.root.lemma, name.span)
        return self._made(source, [credit.word], [self.parse[index] for index in credit.shown])

    # -- words ---------------------------------------------------------------------------------------------------------

    def _cue(self, verb: Token, said: list[Token]) -> list[Token]:
        """The verb, adjective or noun with its particle and the word that opens what is said."""
        inside = {word.i for word in said}
        particles = [child for child in verb.children if child.dep in ("compound:prt", "cop")]
        opener = [
            word
            for word in said
            if word.lower == word.grammar.complementizer and word.dep == "mark" and word.i - 1 not in inside
        ]
        return [verb, *particles, *opener[:1]]

    def _words(self, clause: Token, cue: Token) -> list[Token]:
        """The words of a clause below its cue, without what another one puts in, or does, beside it."""
        out = {cue.i, *(word.i for word in cue.ancestors)}
        for child in clause.children:
            spoken = child.dep == "parataxis" and child.lower_lemma in self.words.say  # "..., he said"
            aside = spoken and not any(grandchild.dep == "ccomp" for grandchild in child.children)
            beside = child.dep == "conj" and is_predicate(child) and coordinated_with(child) is not clause
            if aside or beside:
                out.update(word.i for word in child.subtree)
        return [word for word in clause.subtree if word.i not in out]

    def _without(self, clause: Token, aside: Token) -> list[Token]:
        out = {word.i for word in aside.subtree}
        out.update(child.i for child in clause.children if child.text == ".")  # it ends the sentence, not what is said
        return [word for word in clause.subtree if word.i not in out]

    def _made(
        self, source: Mention | None, cue: Sequence[Token], said: Iterable[Token], head: Token | None = None
    ) -> Attribution:
        return Attribution(
            source, (head or cue[0]).span, self.phrases.runs(cue), self.phrases.runs(_trimmed(list(said)))
        )


def _is_content(verb: Token, child: Token) -> bool:
    """A finite clause below a word that takes it as what is said, thought, asked or shown."""
    lemma, words = verb.lower_lemma, verb.words
    if child.dep == "parataxis":
        says = words.say_or_think
        behind = child.i > verb.i and _about_nothing(verb)
        return lemma in says and behind and is_predicate(child) and child.lower_lemma not in says
    if child.is_interrogative and child.dep in ("obj", "advmod") and lemma in words.holding:
        asked = child.i > verb.i and bool(child.children)  # "know what it did", not "why do we think that ..."
        return asked and lemma not in words.settling
    if child.dep == "xcomp" and lemma in words.perceiving:  # "saw the rebels burning the bridge"
        return child.is_gerund and ("nsubj" in child.child_deps or "obj" in verb.child_deps)
    if lemma in words.perceiving and child.is_infinitive and child.child_deps.isdisjoint(("aux", "mark")):
        return False  # "the year saw prices fall": they fell, whoever saw it
    if (
        child.dep not in _COMPLEMENTS
        or (lemma in words.no_content and not (_means(verb) or _quotes(verb)))
        or _is_reason(child)
        or is_imperative(verb)
    ):
        return False
    if child.dep != "ccomp":
        return is_passive(verb) and lemma in words.say_or_think
    if _is_question(child):
        return lemma in (words.holding | words.attitudes) - words.settling
    if child.is_gerund and not is_finite(child) and child.child_deps.isdisjoint(SUBJECTS):  # "considered leaving"
        return lemma in words.holding - words.plan
    return verb.pos == "VERB" or (lemma in words.attitudes and not makes_sure(verb)) or _quotes(verb)


def _quotes(verb: Token) -> bool:
    """ "I was like, 'Let us leave'": quotative "be like" (Romaine and Lange 1991)."""
    particle = verb.words.quotative.get(verb.lower_lemma)
    return any(child.dep == "compound:prt" and child.lower == particle for child in verb.children)


def goes_on(verb: Token) -> bool:
    """ "the owners, he went on, have left": between commas."""
    subject = next((child for child in verb.lefts if child.dep == "nsubj"), None)
    behind = max((child.i for child in verb.rights if child.dep in ("compound:prt", "advmod")), default=verb.i) + 1
    if verb.lower_lemma not in verb.words.going_on or subject is None or behind >= len(verb.parse):
        return False
    start = subject.left_edge.i
    return start > 0 and verb.parse[start - 1].lower == verb.parse[behind].lower == ","


def puts_it(verb: Token) -> bool:
    """ "as Reed put it, ...": the words beside it are Reed's."""
    lower = {child.dep: child.lower for child in verb.children if child.dep in ("mark", "obj")}
    said = verb.words.putting.get(verb.lower_lemma)
    return verb.dep == "advcl" and said is not None and lower == {"mark": verb.grammar.essive, "obj": said}


def _means(verb: Token) -> bool:
    """ "I mean": who speaks says it again."""
    first = any(child.dep == "nsubj" and child.lower in verb.grammar.speaking for child in verb.children)
    return first and verb.lower_lemma in verb.words.entailing and verb.is_present


def _says_what_is_beside(verb: Token) -> bool:
    """Without an object, a complement or a question of its own: not "she denied it", "we do not know where"."""
    if puts_it(verb):
        return True
    asking = any(child.is_interrogative and child.i > verb.i for child in verb.children)
    return _about_nothing(verb) and "obj" not in verb.child_deps and not asking


def _about_nothing(verb: Token) -> bool:
    """No object but who is told, and nothing that it is about: what follows is what is said."""
    kinds = verb.child_deps
    told = "obj" not in kinds or verb.lower_lemma in verb.words.telling | verb.words.ask
    return (
        told
        and kinds.isdisjoint(("ccomp", "xcomp"))
        and not any(case_of(child) in verb.grammar.topical for child in verb.children if child.dep == "obl")
    )


def _is_reason(clause: Token) -> bool:
    """ "because ...", "although ...", "had it known": it says why, in spite of what or on what condition, not what."""
    return inverted(clause) or any(
        child.dep == "mark" and child.lower in child.words.reasons for child in clause.children
    )


def _is_question(clause: Token) -> bool:
    """ "whether it left", "why it left", "how many left"."""
    starts = [clause, clause.left_edge, *(child.left_edge for child in clause.children if child.dep in _ARGUMENTS)]
    whether = any(mark.dep == "mark" and mark.lower in mark.grammar.asking_markers for mark in clause.children)
    return whether or any(word.is_interrogative and word.i <= clause.i for word in starts)


def _is_charge(verb: Token, child: Token) -> bool:
    """ "is said to finance ...", "claimed to own ...", "denied owning ...", "accused it of smuggling ..."."""
    lemma, words = verb.lower_lemma, verb.words
    marks = {mark.lower for mark in child.children if mark.dep in ("mark", "case")}
    if child.dep == "xcomp" and is_predicate(child):
        if to_infinitive(child):
            said = words.say - words.request - words.obliging
            return lemma in said - words.plan or (lemma in said | words.found and is_passive(verb))
        return lemma in (words.deny | words.say | words.factive) - words.plan and child.is_gerund
    return child.dep == "advcl" and any(lemma in verbs for mark, verbs in words.charge.items() if mark in marks)


def _complements(child: Token) -> bool:
    """ "that ..." after a noun with all its parts, unlike a relative clause."""
    marked = any(mark.dep == "mark" and mark.lower in mark.grammar.content_markers for mark in child.children)
    gap = child.dep == "acl:relcl" and child.lower_lemma in child.words.transitive and "obj" not in child.child_deps
    return child.dep in ("acl", "acl:relcl", "ccomp") and marked and not gap  # not "reports that I have read"


def _trimmed(said: list[Token]) -> Iterator[Token]:
    """Without marks, commas and blanks at the edges of each run."""
    kept = {word.i: word for word in said}
    for word in [*said, *reversed(said)]:
        edge = word.i - 1 not in kept or word.i + 1 not in kept
        if edge and (
            word.is_space or word.text in _EDGES or (word.lower == word.grammar.complementizer and word.dep == "mark")
        ):
            kept.pop(word.i, None)
    yield from kept.values()


def makes_sure(adjective: Token) -> bool:
    """ "made sure that ...": it was brought about, nobody is sure of it."""
    verb = adjective.head
    return adjective.dep == "xcomp" and verb.lower_lemma in verb.words.causative and "obj" not in verb.child_deps
