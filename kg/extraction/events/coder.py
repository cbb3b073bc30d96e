"""The coder: reads the class of each clause from the outermost word inwards, and says who does it to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extraction.clause_index import ClauseIndex, SentenceClauses
from kg.extraction.events import algebra, roles, senses
from kg.extraction.factuality import ClauseFactuality, is_nobody
from kg.extraction.phrases import Phrases
from kg.extraction.prepositions import case_of
from kg.extraction.syntax import (
    SUBJECTS,
    depth,
    is_finite,
    is_passive,
    is_predicate,
    is_time,
    owner_of,
    subject_in,
    to_infinitive,
)
from kg.model import Mention, MentionKind, Modality, PoliticalEvent
from kg.parse import Token

_MUTUAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "REJECT"})  # what several can do with one another
_BODILY = frozenset({"ASSAULT", "COERCE"})  # done to things as well
_VERBAL = ("xcomp", "ccomp", "advcl")
_DEEPEST = 6  # steps from a word to what it governs


@dataclass(frozen=True, slots=True)
class Reading:
    """A class, and the words that it was read from, the outermost first."""

    root: str
    path: tuple[Token, ...]

    @property
    def verb(self) -> Token:
        """The innermost verb."""
        return next((token for token in reversed(self.path) if token.pos in ("VERB", "AUX")), self.path[0])


def coded(index: ClauseIndex) -> list[PoliticalEvent]:
    """The political events of a document, in the order of their words."""
    found = [event for sentence in index.sentences for event in _Coder(sentence, index.phrases).find()]
    return sorted(found, key=lambda event: event.head)


class _Coder:
    """The events of one sentence."""

    def __init__(self, sentence: SentenceClauses, phrases: Phrases) -> None:
        self.phrases = phrases
        self.words, self.grammar, self.lexicon = phrases.words, phrases.grammar, phrases.parse.language.events
        self.clauses, self.factuality = sentence.clauses, sentence.factuality
        self.heads = sorted((clause.head for clause in sentence.found if clause.rules[0] != "small_clause"), key=depth)
        self.used: set[int] = set()  # words that a reading has taken up
        self.events: set[int] = set()  # heads of those that are events

    def find(self) -> list[PoliticalEvent]:
        """What the sentence tells; where that is no event, what it takes as known, if that has an actor and a recipient."""
        told = [event for head in self.heads if self._foreground(head) for event in self._coded(head)]
        known = (event for head in self.heads if not told for event in self._coded(head))
        found = told or [event for event in known if event.actor is not None and event.recipient is not None]
        return list({(event.root, event.actor, event.recipient): event for event in reversed(found)}.values())[::-1]

    def _coded(self, head: Token) -> Iterator[PoliticalEvent]:
        """The event of a clause; what a word above it has taken up is no event of its own."""
        if head.i in self.used:
            return
        asked = self._asked(head)
        if asked is not None:
            self.used.update(token.i for token in head.subtree if token.dep in ("xcomp", "ccomp"))
            yield asked
            return
        reading = self.read(head)
        if reading is None or not reading.root:
            return
        self.used.update(self._taken(reading))
        root = self._scoped(head, reading.root)
        event = self._event(head, replace(reading, root=root)) if root else None
        if event is not None:
            self.events.add(head.i)
            yield event

    @staticmethod
    def _taken(reading: Reading) -> Iterator[int]:
        """The words of a reading, and the complements that its class covers."""
        for token in reading.path:
            yield token.i
            yield from (child.i for child in token.children if child.dep in ("xcomp", "ccomp"))
            if reading.root == "PROTEST":  # what they demand
                yield from (
                    child.i for child in token.children if child.dep in ("advcl", "acl") and not is_finite(child)
                )

    # -- classes -------------------------------------------------------------------------------------------------------

    def read(self, token: Token, steps: int = 0) -> Reading | None:
        """The class of a verb, an adjective with a linking verb, or a noun."""
        if steps > _DEEPEST:
            return None
        if token.pos in ("NOUN", "PROPN") and not is_predicate(token):
            return self._noun(token, steps)
        own, operator = senses.class_of(token), senses.operator_of(token)
        found = Reading(own.name, (token,)) if own is not None else None
        if operator is not None and (own is None or own.weight <= operator.weight):
            found = self._governing(token, operator.name, steps) or found
        elif own is None and "xcomp" in token.child_deps:  # "rushed to help", "was seen to attack"
            found = self._governing(token, "implicative", steps)
            found = found if found is not None and found.path[1].dep == "xcomp" else None
        return self._marked(token, found)

    def _governing(self, token: Token, operator: str, steps: int) -> Reading | None:
        """What an operator makes of its complement."""
        inner = next(self._below(token, operator, steps), None)
        if inner is not None:
            root = algebra.OPERATORS[operator](inner.root)
            if operator == "implicative" and inner.path[0].dep in ("xcomp", "ccomp"):
                root = self._told(root, self.factuality.governed(inner.path[0], token))
            return Reading(root, (token, *inner.path))
        alone = operator in ("permit", "forbid", "fail") or not {token.lower, token.lower_lemma}.isdisjoint(
            self.lexicon.strong_promises
        )
        verbal = [child for child in token.children if child.dep in _VERBAL]
        if alone and (verbal or operator == "promise"):
            return Reading(algebra.OPERATORS[operator](""), (token, *verbal[:1]))
        return None

    def _below(self, token: Token, operator: str, steps: int) -> Iterator[Reading]:
        """Readings of what a word governs: clauses, objects, then other arguments."""
        order = ["obj", "nsubj:pass", "obl", "nmod", "compound", "xcomp", "acl", "nsubj", "amod"]
        if operator not in ("light", "stop", "accept"):
            order = ["xcomp", "ccomp", "acl", "obj", "nsubj:pass", "obl", "advcl", "nmod", "compound"]
        elif operator == "stop":
            order = ["xcomp", "obj", "nsubj:pass", "obl", "nmod", "compound", "advcl", "nsubj"]
        governed = self.lexicon.governed | (
            {self.grammar.inessive} if token.lower_lemma in self.lexicon.partaking else set()
        )
        for kind in order:
            for child in token.children:
                if child.dep == kind and not (kind == "obl" and case_of(child) not in governed):
                    found = self.read(child, steps + 1)
                    if found is not None and found.root:
                        yield found

    def _noun(self, noun: Token, steps: int) -> Reading | None:
        """The class of an event noun, or of the one that it is part of ("aid program", "series of attacks")."""
        if noun.ent_type in ("GPE", "NORP", "PERSON", "ORG", "LOC"):
            return None
        own = senses.nominal_class(noun)
        if own is not None:
            return Reading(own.name, (noun,))
        operator = senses.nominal_operator(noun)
        if operator is not None:
            found = next(self._below(noun, operator.name, steps), None)
            if found is not None:
                return Reading(algebra.OPERATORS[operator.name](found.root), (noun, *found.path))
            clause = next((child for child in noun.children if child.dep in ("acl", "ccomp")), None)
            if clause is not None and operator.name in ("promise", "request", "fail"):
                return Reading(algebra.OPERATORS[operator.name](""), (noun, clause))
        root = senses.event_noun(noun)
        if root:
            return Reading(root, (noun,))
        for child in noun.children:
            if child.dep in ("compound", "amod", "conj") or (
                child.dep == "nmod" and case_of(child) == self.grammar.genitive
            ):
                found = self._noun(child, steps + 1) if steps <= _DEEPEST else None
                if found is not None:
                    return Reading(found.root, (noun, *found.path))
        return None

    def _marked(self, token: Token, found: Reading | None) -> Reading | None:
        """What the marks of a clause, and of the nouns that it is read from, make of it."""
        path = found.path if found is not None else (token,)
        root = found.root if found is not None else ""
        own = self.factuality.own(token)
        if own.is_ahead and self._is_ultimatum(token):
            root = "" if own.negated else algebra.threatened(root)
        else:
            none = any(self._is_none(word) for word in path if word is not token)
            root = self._told(root, replace(own, negated=own.negated or none))
        return Reading(root, path) if root else None

    @staticmethod
    def _told(root: str, status: ClauseFactuality) -> str:
        modality = Modality.ACTUAL if status.is_hearsay else status.modality
        return algebra.told(root, status.polarity, modality, status.is_ahead)

    def _is_none(self, noun: Token) -> bool:
        """ "no talks"."""
        return not is_predicate(noun) and self.factuality.own(noun).negated

    def _is_ultimatum(self, verb: Token) -> bool:
        """ "unless ..."."""
        return any(child.lower == self.lexicon.ultimatum for clause in verb.children for child in clause.children)

    def _scoped(self, head: Token, root: str) -> str:
        """What the words above a clause make of it, which no reading has taken up; a second conjunct shares what stands at the first."""
        above = self.factuality.above(head)
        if "purpose" in above.rules and not above.negated:  # who comes to protest, protests
            return root if root not in algebra.HARMFUL or root == "PROTEST" else ""
        if head.dep == "conj":
            return self._told(root, above)
        return root if not above.negated and above.modality is Modality.ACTUAL else ""

    def _foreground(self, head: Token) -> bool:
        """What the sentence tells, not what it takes as known: old events in relative clauses, after "after", "since" and the like
        would be counted anew each time somebody mentions them. An aim ("to protest") counts where nothing else is told.
        """
        while head.dep != "ROOT":
            above = head.head
            if head.dep == "acl" and head.is_gerund and above.dep == "obj":  # "issued a statement demanding ..."
                above, aim = above.head, True
            else:
                aim = head.dep == "advcl" and to_infinitive(head)
            inner = head.dep == "conj" and above.i in self.used - self.events
            result = head.dep == "advcl" and head.is_gerund and not any(child.dep == "mark" for child in head.children)
            told = (
                head.dep in ("ccomp", "conj", "parataxis", "xcomp", "csubj")
                or result
                or (aim and above.i not in self.events)
            )
            if inner or not told:
                return False
            head = above
        return True

    def _asked(self, head: Token) -> PoliticalEvent | None:
        """ "X said that Y must ...": a request of X to Y; "X said that Y was to blame": X accuses Y."""
        obliged = any(mark.modality is Modality.REQUESTED for mark in self.factuality.marks(head))
        blamed = head.lower in self.lexicon.guilty or (head.lower_lemma == self.lexicon.blaming and to_infinitive(head))
        root = "REQUEST" if obliged else "ACCUSE" if blamed else ""
        speaker = self._speaker(head) if root else None
        subject = self._subject(head)
        own = subject is None or self._is_pronoun(subject) or self.factuality.own(head).negated
        if speaker is None or (blamed and own):
            return None
        return PoliticalEvent(self.phrases.token(head), speaker, subject, root)

    # -- roles ---------------------------------------------------------------------------------------------------------

    def _event(self, head: Token, reading: Reading) -> PoliticalEvent | None:
        span = self.phrases.token(head)
        speaker = self._speaker(head)
        actor, recipient = self._ends(head, reading, self._subject(head))
        if (actor is None and recipient is None) or (
            actor is not None and is_nobody(self.phrases.at(actor.head.start))
        ):
            return None
        if actor is not None and speaker is not None and self._is_pronoun(actor):
            actor = speaker
        if actor is not None and reading.root != "ASSAULT" and not self._acts(actor):
            return None
        return PoliticalEvent(span, actor, recipient, reading.root)

    def _acts(self, mention: Mention) -> bool:
        """Names or describes somebody, or several; "the storm" and "the plan" do nothing political."""
        head = self.phrases.at(mention.head.start)
        described = mention.kind is MentionKind.NOMINAL and head.is_singular_noun
        return not described or any(True for _ in roles.agents_in(head))

    def _ends(self, head: Token, reading: Reading, subject: Mention | None) -> tuple[Mention | None, Mention | None]:
        agent = self._by(reading.verb)
        noun = self.phrases.at(subject.head.start) if subject is not None else None
        if noun is not None and (noun in reading.path or (self._is_passive(reading.verb) and senses.event_noun(noun))):
            owner = agent or self._owner(noun)
            actor = self._mention(owner) if owner is not None else None
            return actor, self._found(reading, actor, ())
        if self._is_passive(reading.verb):
            sent = agent is None and reading.verb.lower_lemma in self.lexicon.sending
            if subject is not None and sent:  # who is sent, does it
                return subject, self._found(reading, subject, self.phrases.at(subject.head.start).subtree)
            actor = self._mention(agent) if agent is not None else self._host(reading)
            return actor, subject or self._found(reading, actor, ())
        if reading.path[0].lower_lemma in self.lexicon.inverse and len(reading.path) > 1:
            giver = next(
                (child for token in reading.path for child in token.children if case_of(child) in self.lexicon.givers),
                None,
            )
            return (self._mention(giver) if giver is not None else None), subject
        own = [child for token in reading.path[:1] for child in token.children if child.dep in SUBJECTS]
        return subject, self._found(reading, subject, own)

    @staticmethod
    def _owner(noun: Token) -> Token | None:
        """Whose event a noun is: "Serb attacks", "the talks between Peru and Chile"."""
        between = (
            child for child in noun.children if child.dep == "nmod" and case_of(child) in noun.language.events.parties
        )
        before = (child for child in noun.children if child.dep in ("amod", "compound") and roles.is_agent(child))
        return next(between, None) or owner_of(noun) or next(before, None)

    def _subject(self, head: Token) -> Mention | None:
        """Who does it; for "issued a statement demanding ..." who issued it."""
        subject = self.clauses.subject_of(head)
        if subject is not None:
            subject = self._with_name(subject)
        if (
            subject is None
            or head.dep != "acl"
            or subject_in(head) is not None
            or roles.is_agent(head.head)
            or not is_predicate(head.head.head)
        ):
            return subject
        return self.clauses.subject_of(head.head.head) or subject

    @staticmethod
    def _is_passive(verb: Token) -> bool:
        """No adjective ("is opposed to"), and no past or perfect, whatever the parser says of its subject."""
        helpers = [child for child in verb.children if child.dep in ("aux", "aux:pass")]
        perfect = bool(helpers) and helpers[-1].lemma == verb.grammar.perfect_auxiliary
        return (
            is_passive(verb) and not verb.is_past and not perfect and verb.lower not in verb.language.events.adjectival
        )

    def _by(self, verb: Token) -> Token | None:
        """The agent of a passive; no time ("by Friday") and no measure."""
        agents = (
            child
            for child in verb.children
            if child.dep in ("obl", "obl:agent") and case_of(child) == self.grammar.passive_agent
        )
        return next((child for child in agents if not is_time(child)), None)

    def _host(self, reading: Reading) -> Mention | None:
        """Where somebody was arrested or banned and nobody says by whom: that country's doing."""
        if reading.root not in ("COERCE", "ACCUSE", "SANCTION"):
            return None
        places = (
            child for child in reading.verb.children if child.dep == "obl" and case_of(child) in self.lexicon.hosts
        )
        return next((self._mention(child) for child in places if child.ent_type == "GPE"), None)

    def _found(self, reading: Reading, actor: Mention | None, skip: Iterable[Token]) -> Mention | None:
        taken = self._tokens(actor) if actor is not None else frozenset()
        mutual = actor is not None and reading.root in _MUTUAL and self._several(actor)
        token = roles.recipient(reading.path, taken, tuple(skip), mutual=mutual)
        if (
            token is not None
            and reading.root in _BODILY
            and token.dep in ("amod", "compound")
            and token.head.dep == "obj"
        ):
            token = token.head  # "a British tanker" is seized, not the British; but an Indian offer is refused to India
        return self._mention(token) if token is not None else None

    def _several(self, mention: Mention) -> bool:
        """ "Peru and Chile", "Israeli and Jordanian officials"."""
        head = self.phrases.at(mention.head.start)
        return bool(mention.parts) or any(
            deeper.dep == "conj"
            for child in head.lefts
            if child.dep in ("amod", "compound")
            for deeper in child.children
        )

    def _tokens(self, mention: Mention) -> frozenset[int]:
        start, end = self.phrases.at(mention.span.start), self.phrases.at(mention.span.end - 1)
        return frozenset(range(start.i, end.i + 1))

    def _mention(self, token: Token) -> Mention:
        if token.dep in ("amod", "compound", "nmod:desc"):
            named = self.phrases.name_at(token)
            if named is not None:
                return named
        mention = self.phrases.mention(token)
        return self._with_name(mention)

    def _with_name(self, mention: Mention) -> Mention:
        """A description with the name right after it: "rebel leader Ana Ruiz"."""
        other = mention.antecedent
        gap = other.span.start - mention.span.end if other is not None else -1
        if other is None or not 0 <= gap <= 1:
            return mention
        start, end = self.phrases.at(mention.span.start), self.phrases.at(other.span.end - 1)
        return replace(mention, span=self.phrases.span(start.i, end.i + 1))

    def _speaker(self, token: Token) -> Mention | None:
        """Who says it, when the clause stands below or beside a verb of saying."""
        beside = next(
            (child for child in token.children if child.dep == "parataxis" and child.lower_lemma in self.words.say),
            None,
        )
        if beside is not None:
            return self.clauses.subject_of(beside)
        while token.dep in ("conj", "ccomp", "xcomp", "parataxis", "acl"):
            above = token.head
            if token.dep == "ccomp" or (token.dep != "conj" and above.lower_lemma in self.words.say):
                return self.clauses.subject_of(above)
            token = above
        return None

    def _is_pronoun(self, mention: Mention) -> bool:
        """ "it", "they", "its forces"."""
        if mention.kind is MentionKind.PRONOUN:
            return True
        head = self.phrases.at(mention.head.start)
        return any(child.dep == "nmod:poss" and child.is_possessive for child in head.children)
