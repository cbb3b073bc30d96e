"""One clause model: every predicate of a sentence with its subject, object and further arguments.

A clause is a chain of verbs that share a subject ("tried to overthrow", "has remained ... ally"): the last one names what is
done, the ones before it say how far it is so (factuality.py).
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.citations import is_citing
from kg.extraction.clause import Clause, main_rule
from kg.extraction.contrasts import contrasted
from kg.extraction.participles import (
    absolute_subject,
    bear_toll,
    doer_of,
    gerund_subject,
    is_nobodys,
    is_perfect_gerund,
)
from kg.extraction.people import has_somebody
from kg.extraction.phrases import Phrases, lead_of, members
from kg.extraction.predication import ascribed_by, measure_of, predicate_of
from kg.extraction.prepositions import case_of, cases_of, complex_preposition, particles_of
from kg.extraction.relatives import agrees, fronted_object, is_anothers, noun_meant, shared, stranded_in
from kg.extraction.syntax import (
    ACTING,
    SUBJECTS,
    addressee,
    asks,
    before_noun,
    chain_of,
    coordinated_with,
    depth,
    governing,
    has_copula,
    is_aside,
    is_beside,
    is_description,
    is_instrument,
    is_linking,
    is_passive,
    is_predicate,
    is_prospective,
    is_relative,
    is_singled_out,
    is_time,
    linked_to,
    main_clause,
    noun_key,
    owner_of,
    quotes_only,
    relative_in,
    second_object,
    speech_above,
    stray_subject,
    subject_in,
    tense_of,
    that_below,
    to_infinitive,
)
from kg.model import Adjunct, Mention, MentionKind, Predicate, Voice
from kg.parse import Token, Tokens

_OBLIQUE, _OWNERS = frozenset({"obl", "obl:unmarked", "obl:agent", "nmod"}), frozenset({"GPE", "NORP", "ORG", "LOC"})
_AUXILIARY = frozenset({"aux", "aux:pass", "cop", "compound:prt"})  # they belong to their verb
_SCORE = re.compile(r"\d{1,3} ?[-–] ?\d{1,3}\b")  # "beat Chelsea 3-1"


class Clauses:
    """Finds the clauses of one sentence."""

    def __init__(self, sentence: Tokens, phrases: Phrases) -> None:
        self.sentence = sentence
        self.phrases = phrases
        self.words, self.grammar = phrases.words, phrases.grammar
        self.made: list[Clause] = []
        self._of: dict[int, Clause] = {}

    def find(self) -> list[Clause]:
        """All clauses in the order of their predicates."""
        heads = [token for token in self.sentence if is_predicate(token)]
        inner = {token.i for head in heads for token in chain_of(head)[1:]}
        for head in sorted((head for head in heads if head.i not in inner), key=depth):
            clause = self._clause(head)
            self.made.append(clause)
            for token in clause.chain:
                self._of[token.i] = clause
        return sorted(self.made, key=lambda clause: clause.content.i)

    def _clause(self, head: Token) -> Clause:
        chain = tuple(chain_of(head))
        clause = Clause(chain=chain, head=head)
        clause.linking = is_linking(clause.content) or has_copula(clause.content)
        clause.voice = Voice.AGENTLESS if is_passive(clause.content) else Voice.ACTIVE
        if len(chain) > 1:
            clause.rules.append("chain")
        clause.subject = self._subject(clause)
        if is_passive(clause.content) and clause.content is not head and not is_passive(head):
            clause.voice = Voice.AGENTLESS
        self._arguments(clause)
        bear_toll(clause)
        self._agent(clause)
        self._idiom(clause)
        self._first_argument(clause)
        self._shared_adjuncts(clause)
        clause.phrase = sorted({*clause.phrase, *self._phrase(clause)}, key=lambda token: token.i)
        clause.rules.insert(0, main_rule(clause))
        return clause

    # -- subjects ------------------------------------------------------------------------------------------------------

    def _subject(self, clause: Clause) -> Mention | None:
        for verb in clause.chain:
            own = subject_in(verb)
            if own is None:
                continue
            pronoun = relative_in(own)
            if pronoun is not None:
                return self.antecedent(clause) if agrees(pronoun, clause.head) else None
            return self.phrases.mention(own)
        return self._missing_subject(clause)

    def antecedent(self, clause: Clause) -> Mention | None:
        """What a relative pronoun stands for: the noun before it, or who is said to be that ("is a chemist who left Peru")."""
        if (noun := noun_meant(clause.head)) is None:
            return None
        clause.rules.append("relative")
        bearer = self._bearer(noun) or self._examples(clause, noun)
        one, several = shared(noun, clause.head)
        return bearer or (self.phrases.mention(one) if several else self.phrases.antecedent(one))

    def _bearer(self, noun: Token) -> Mention | None:
        """Who is said to be what a clause stands behind."""
        predicate = ascribed_by(noun)
        if predicate is not None and not is_description(noun) and predicate.i in self._of:
            self._of[predicate.i].rules.append("membership")
        return self.subject_of(predicate) if predicate is not None else None

    def _examples(self, clause: Clause, noun: Token) -> Mention | None:
        """A plural noun with those it names, where a relative clause behind a comma is about all: "states such as Peru, which left"."""
        named = [token for token in members(noun) if token.i < clause.head.i]
        start = clause.head.left_edge
        comma = "," in (start.text, start.nbor(-1).text) if start.i else False
        if not (noun.is_plural and named and comma) or lead_of(named[0]) not in self.words.members:
            return None
        return self.phrases.mention(noun) if "conj" not in noun.child_deps else None

    def _missing_subject(self, clause: Clause) -> Mention | None:
        head = clause.head
        governor = head.head
        if "expl" in head.child_deps:  # "the date is near, but it is Reed's intent to leave"
            return None
        if head.dep == "conj" and is_predicate(governor):
            clause.rules.append("shared_subject")
            return self.subject_of(coordinated_with(head))
        if (stray := stray_subject(head)) is not None:
            return self.antecedent(clause) if is_relative(stray) else self.phrases.mention(stray)
        if head.dep == "acl" or doer_of(head) is not None:
            return self._noun_subject(clause, doer_of(head) or governor)
        if head.dep == "xcomp" or (head.dep == "ccomp" and is_predicate(governor) and is_perfect_gerund(head)):
            return self._controller(clause, governor)
        if head.dep == "advcl" and is_predicate(governor) and (clause.linking or head.is_nonfinite):
            return self._adverbial_subject(clause, governor)
        return None

    def _adverbial_subject(self, clause: Clause, governor: Token) -> Mention | None:
        """A participle or infinitive beside a clause: mostly its subject, sometimes its object, sometimes nobody."""
        head = clause.head
        marks = {child.lower for child in head.children if child.dep == "mark"}
        if (between := gerund_subject(head) or absolute_subject(head)) is not None:
            return self.phrases.antecedent(between)
        if is_nobodys(head, governor):
            return None
        if addressee(governor) is not None or (self.grammar.benefactive in marks and has_somebody(governor)):
            return self._controller(clause, governor)  # "sentenced Ruiz for taking bribes"
        speaker = speech_above(head)
        cited = self.grammar.essive in marks and "obj" in governor.child_deps  # "cited him as saying"
        if cited or (speaker is None and marks & self.grammar.of_object):  # "accused it of breaking"
            return self._controller(clause, governor)
        clause.rules.append("participle_subject")
        above = self._of.get(governor.i)
        agent = above.subject if above is not None and above.voice is Voice.PASSIVE else None
        used = agent is not None and governor.lower_lemma in self.words.using and self.grammar.benefactive in marks
        if used or (self.grammar.passive_agent in marks and is_passive(governor)):
            return agent  # "used by the center for classifying storms", "can be cured by drinking it"
        return self.subject_of(speaker or (main_clause(governor) if marks & self.words.presupposing else governor))

    def subject_of(self, token: Token) -> Mention | None:
        """Who does what the predicate `token` says; the patient of a passive that names no agent."""
        if (known := self._of.get(token.i)) is None:
            own = next((child for child in token.children if child.dep in SUBJECTS), None)
            return self.phrases.mention(own) if own is not None else None
        if known.voice is Voice.PASSIVE:  # its grammatical subject is the patient
            return known.object
        return known.subject

    def _noun_subject(self, clause: Clause, noun: Token) -> Mention | None:
        """Participle or infinitive after a noun."""
        if (
            "mark" not in clause.head.child_deps or clause.head.dep != "acl"
        ):  # not "the risk of losing", "the plan to leave"
            clause.rules.append("reduced_relative")
            return self._bearer(noun) or self.phrases.antecedent(noun)
        if is_singled_out(noun):
            clause.rules.append("reduced_relative")
            said = predicate_of(noun)
            return self.subject_of(said) if said is not None else self.phrases.antecedent(noun)
        clause.rules.append("noun_infinitive")
        if is_instrument(noun):  # a law on selling arms sells none
            return self.phrases.antecedent(noun) if to_infinitive(clause.head) else None
        above = self.subject_of(verb) if (verb := governing(noun)) is not None else None
        if (owner := owner_of(noun)) is None:
            headline = noun.dep == "ROOT" and noun.ent_type in ACTING  # "Minister Ana Ruiz to visit Oslo"
            return self.phrases.antecedent(noun) if headline else above
        mention = self.phrases.mention(owner)
        return replace(mention, antecedent=above) if mention.kind is MentionKind.PRONOUN else mention

    def _controller(self, clause: Clause, governor: Token) -> Mention | None:
        if quotes_only(governor, clause.head):
            return None
        clause.rules.append("control")
        objects = {child.dep: child for child in reversed(list(governor.children))}
        target = objects.get("obj") or objects.get("iobj") or addressee(governor)
        if target is not None and governor.lemma not in self.words.subject_control:
            return self.phrases.mention(target)
        return self.subject_of(governor)

    # -- arguments -----------------------------------------------------------------------------------------------------

    def _arguments(self, clause: Clause) -> None:
        for verb in clause.chain:
            for child in verb.children:
                if child not in clause.chain and not asks(clause.content, verb, child):
                    self._argument(clause, verb, child)
        if clause.linking:
            self._linked(clause)
        elif clause.object is None and fronted_object(clause.head) is not None:
            clause.object = self.antecedent(clause)
        if clause.object is None and clause.head.dep == "acl:relcl" and "relative" not in clause.rules:
            self._relative_object(clause)
        clause.adjuncts.sort(key=lambda adjunct: adjunct.span.start)

    def _argument(self, clause: Clause, verb: Token, child: Token) -> None:
        kind = child.dep
        if child is measure_of(verb) or is_anothers(child, verb):
            return
        if child is second_object(verb):
            clause.adjuncts.append(self._adjunct(self.grammar.essive, child, with_case=False))
        elif kind == "obj":
            if is_relative(child):
                clause.object = self.antecedent(clause)
            elif clause.object is None or (
                verb is clause.content and clause.object_token is not None and clause.object_token.head != verb
            ):
                clause.object, clause.object_token = self.phrases.mention(child), child
        elif kind == "iobj":
            clause.rules.append("ditransitive")
            clause.adjuncts.append(self._adjunct(self.grammar.dative, child, with_case=False))
        elif kind == "obl" and child.pos == "ADP" and clause.head.dep == "acl:relcl":  # "the man they voted for"
            clause.preposition = child.lower
            clause.phrase.append(child)
        elif kind in _OBLIQUE and not is_citing(child):
            if (meant := contrasted(child)) is not None:
                clause.adjuncts.append(self._oblique(clause, meant))
        elif kind in ("ccomp", "xcomp") and not (kind == "xcomp" and clause.linking):
            self._complement(clause, verb, child)
        elif kind == "parataxis" and clause.object is None and is_predicate(child):
            if verb.lemma in self.words.say and child.lemma not in self.words.say:
                self._clause_object(clause, child)
        elif kind == "advmod" and child.lower in self.words.relative and clause.head.dep == "acl:relcl":
            place = self.phrases.antecedent(clause.head.head)
            clause.adjuncts.append(Adjunct(self.grammar.inessive, place, place.span))

    def _oblique(self, clause: Clause, child: Token) -> Adjunct:
        if is_relative(child):
            antecedent = self.antecedent(clause)
            if antecedent is not None:
                return Adjunct(case_of(child) or self.grammar.inessive, antecedent, antecedent.span)
        case = case_of(child)
        bare = child.child_deps <= {"case", "punct"}
        if bare and child.lower in self.words.manner_phrases.get(case, ()):  # "relies in part on aid"
            return self._adjunct("manner", child)
        if case:
            return self.behind(child)
        score = _SCORE.match(child.parse[child.left_edge.i : child.right_edge.i + 1].text) is not None
        return self._adjunct("time" if is_time(child) else "score" if score else "manner", child)

    def behind(self, noun: Token) -> Adjunct:
        """What stands behind a preposition, of one word or several."""
        if (joined := complex_preposition(noun)) is not None:
            return self._adjunct(joined[0], joined[1], opening=noun.left_edge)
        return self._adjunct(case_of(noun), noun)

    def _adjunct(self, role: str, head: Token, *, with_case: bool = True, opening: Token | None = None) -> Adjunct:
        """A further argument; its words begin with its preposition, or at `opening`."""
        mention = self.phrases.mention(head)
        span = mention.span
        cases = (child for child in head.children if child.dep == "case" and child.i < head.i)
        first = opening or min(cases, key=lambda child: child.i, default=None)
        if with_case and first is not None and first.idx < span.start:
            span = self.phrases.characters(first.idx, span.end)
        return Adjunct(role, mention, span)

    def _complement(self, clause: Clause, verb: Token, child: Token) -> None:
        if child.dep == "ccomp":
            self._clause_object(clause, child)
        elif not is_predicate(child):
            clause.adjuncts.append(self._adjunct(case_of(child) or self.grammar.essive, child, with_case=False))
        else:
            mention = self.phrases.clause(child)
            role = next((mark.lower for mark in child.children if mark.dep == "mark"), self.grammar.infinitive_marker)
            clause.adjuncts.append(Adjunct(role, mention, mention.span))

    def _clause_object(self, clause: Clause, child: Token) -> None:
        mention = self.phrases.clause(child)
        if clause.object is None:
            clause.object = mention
            clause.rules.append("clause_object")
        else:
            clause.adjuncts.append(Adjunct("clause", mention, mention.span))

    def _linked(self, clause: Clause) -> None:
        """What a linking verb links to; what belongs to that noun becomes arguments of the relation ("ally of X")."""
        noun = clause.content if not is_linking(clause.content) else linked_to(clause.content)
        if noun is None:
            return
        if (joined := complex_preposition(noun)) is not None:  # "is in favor of the deal"
            clause.preposition, clause.object_token = joined
            clause.object = self.phrases.mention(clause.object_token)
            return
        if case_of(noun) and (noun.dep != "xcomp" or has_copula(noun)):  # "was in Caracas", "was said to be in Caracas"
            mention = self.phrases.mention(noun)
            clause.object, clause.object_token, clause.preposition = mention, noun, case_of(noun)
            return
        if noun.pos in ("VERB", "AUX"):  # "the problem is that ..."
            clause.object = self.phrases.clause(noun)
            return
        clause.object, clause.object_token = self.phrases.mention(noun), noun
        if (amount := measure_of(noun)) is not None:
            whole = self.phrases.span(amount.left_edge.i, noun.i + 1)
            clause.object = replace(clause.object, span=whole, label="QUANTITY")
        if noun.ent_type == "PERSON":  # "the winners were the party's Ruiz and Moran": a name has no arguments
            return
        if noun.pos in ("NOUN", "PROPN"):
            clause.noun = noun_key(noun)
        elif any(
            child.dep == "obl" and case_of(child) == self.grammar.genitive for child in noun.children
        ):  # "is critical of the deal"
            clause.noun = noun.lower_lemma
        clause.adjuncts.extend(self.of_noun(noun))

    def of_noun(self, noun: Token) -> list[Adjunct]:
        """Arguments of a relational noun: owners ("Russia's ally"), prepositional phrases, and names as adjectives or compounds."""
        found, named = [], members(noun)
        for child in noun.children:
            if child.dep == "nmod:poss":
                found.append(self._adjunct(self.grammar.genitive, child, with_case=False))
            elif child.dep == "nmod" and case_of(child) and child not in named and not is_citing(child):
                found.append(self.behind(child))
        names = {token.ent_type and self.phrases.name_at(token) for token in before_noun(noun)}
        owned = any(item.role == self.grammar.genitive for item in found)  # "his American colleague" is not America's
        owners = [name for name in names if name and name.label in _OWNERS and not owned and name.span.end <= noun.idx]
        return [
            *found,
            *(Adjunct(self.grammar.genitive, name, name.span) for name in sorted(owners, key=lambda name: name.span)),
        ]

    def _relative_object(self, clause: Clause) -> None:
        """The gap of a relative clause without a pronoun as subject: "the man (that) they support"."""
        if clause.subject is None or clause.linking or clause.voice is not Voice.ACTIVE:
            return
        adverbial = clause.head.head.lower_lemma in self.words.adverbial_nouns  # "the reason they left"
        if adverbial or is_aside(clause.content):
            return
        relatives = (word for word in clause.content.subtree if word.lower in self.words.relative)
        if any(word.dep in ("obl", "advmod", "nmod:poss") for word in relatives):  # "Peru, whose army lost"
            return
        stranded = [child for child in clause.content.children if child.dep in ("ccomp", "xcomp")]
        if not stranded and not any(
            adjunct.role == self.grammar.inessive
            for adjunct in clause.adjuncts
            if adjunct.mention.head == self.phrases.token(clause.head.head)
        ):
            clause.rules.append("relative")
            clause.object = self.phrases.antecedent(clause.head.head)

    def _agent(self, clause: Clause) -> None:
        """A passive's by-agent becomes the subject, its subject the object."""
        if clause.voice is not Voice.AGENTLESS:
            return
        agent = self.phrases.doer([item for item in clause.adjuncts if item.role == self.grammar.passive_agent])
        if agent is None:
            return
        clause.adjuncts.remove(agent)
        if clause.object is not None:  # "was given weapons by": the theme stays a further argument
            clause.adjuncts.insert(0, Adjunct("object", clause.object, clause.object.span))
        clause.subject, clause.object, clause.object_token = agent.mention, clause.subject, None
        clause.voice = Voice.PASSIVE

    def _idiom(self, clause: Clause) -> None:
        """ "take part", "take place": the noun belongs to the verb."""
        noun, idioms = clause.object_token, self.words.idioms.get(clause.content.lower_lemma, ())
        if noun is None and (stranded := stranded_in(clause.content, idioms)) is not None:
            clause.noun, clause.preposition = stranded[0].lower_lemma, stranded[1].lower
            clause.phrase.extend(stranded)
        if clause.linking or noun is None or noun.lower_lemma not in idioms:
            return
        if not noun.child_deps.isdisjoint(("det", "amod", "nmod:poss")):
            return
        clause.noun, clause.object, clause.object_token = noun.lower_lemma, None, None
        clause.adjuncts.extend(
            self._adjunct(case_of(child), child) for child in noun.children if child.dep == "nmod" and case_of(child)
        )
        clause.phrase.append(noun)

    def _first_argument(self, clause: Clause) -> None:
        """Without an object the first prepositional argument takes its place; a time only when there is nothing else."""
        if clause.object is not None or (clause.linking and clause.preposition):
            return
        after = [
            adjunct
            for adjunct in clause.adjuncts
            if adjunct.role not in ("manner", "score", "clause", *self.words.members)
            and adjunct.span.start >= clause.chain[0].idx
        ]
        ranked = sorted(
            after,
            key=lambda item: (item.mention.label == "DATE" or item.role == "time", item.mention.label == "CLAUSE"),
        )
        if not ranked:
            return
        chosen = ranked[0]
        clause.adjuncts.remove(chosen)
        clause.object, clause.promoted = chosen.mention, chosen
        clause.object_token = self.phrases.at(chosen.mention.head.start)
        if chosen.span.start < chosen.mention.span.start:  # it has a preposition: not "told journalists", "met Friday"
            clause.preposition = chosen.role
        clause.rules.append("verb_preposition")

    def _shared_adjuncts(self, clause: Clause) -> None:
        """ "In Mostar, troops shelled the bridge and mined the roads": the place before the first verb is that of the second, too."""
        first = self._of.get(clause.head.head.i)
        if "shared_subject" not in clause.rules or first is None or first.subject is None:
            return
        own = {adjunct.role for adjunct in clause.adjuncts}
        dated = any(adjunct.mention.label == "DATE" for adjunct in clause.adjuncts)
        for adjunct in first.adjuncts:
            place = adjunct.role in self.words.locative and adjunct.mention.label in ("GPE", "LOC", "FAC")
            fronted = adjunct.span.end <= min(first.subject.span.start, first.chain[0].idx)
            if fronted and (place or (adjunct.mention.label == "DATE" and not dated)) and adjunct.role not in own:
                clause.adjuncts.append(adjunct)
                clause.rules.append("shared_adjunct")

    # -- words ---------------------------------------------------------------------------------------------------------

    def _phrase(self, clause: Clause) -> list[Token]:
        """The relation's words: auxiliaries, negation, particles, the verbs and their "to", the first preposition."""
        found: set[Token] = set()
        marks = {self.grammar.infinitive_marker, self.grammar.negation}
        for verb in clause.chain:
            nominal = clause.linking and verb is clause.content and not is_linking(verb)
            if not nominal:
                found.add(verb)
            inner = verb is not clause.chain[0] or is_prospective(verb)
            for child in verb.children:
                negation = child.dep == "advmod" and child.lower in self.words.negations
                mark = inner and child.dep == "mark" and child.lower in marks
                beside = not nominal and is_beside(child, verb)
                if child.dep in _AUXILIARY or negation or mark or beside:
                    found.add(child)
        if clause.object_token is not None and clause.preposition:
            found.update(cases_of(clause.object_token))
            joined = complex_preposition(noun := clause.object_token.head)
            if joined is not None and joined[1] is clause.object_token:
                found.update((*cases_of(noun), noun))
        if "clause_object" in clause.rules and not clause.linking:  # not "is glad that"
            found.update(that_below(clause.content))
        return sorted(found, key=lambda token: token.i)

    def predicate(self, clause: Clause) -> Predicate:
        """The normalised relation of a clause."""
        own = "" if clause.voice is Voice.NONE else clause.content.lower_lemma
        lemma = self.grammar.copula if clause.linking else own
        denied = any(child.lower in self.words.negations for child in clause.content.children)  # "vowed not to leave"
        to = self.grammar.infinitive_marker
        link = f" {self.grammar.negation} {to} " if denied else f" {to} "
        lemma = link.join([*(verb.lower_lemma for verb in clause.acts), lemma])
        return Predicate(
            spans=self.phrases.runs(clause.phrase),
            lemma=lemma,
            particle=" ".join(child.lower for child in particles_of(clause.content)),
            noun=clause.noun,
            preposition=clause.preposition,
            voice=clause.voice,
            tense=tense_of(clause.chain[0]),
            head=self.phrases.token(clause.factual_head),
        )
