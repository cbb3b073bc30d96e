"""What noun phrases state by themselves: titles, appositions, and nouns that name an event or a relation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, dropwhile

from kg.extraction.clause import Clause
from kg.extraction.clauses import Clauses
from kg.extraction.compounds import compounds
from kg.extraction.engagements import engagements
from kg.extraction.people import is_human
from kg.extraction.phrases import (
    PLACES,
    Phrases,
    conjuncts,
    continues_apposition,
    is_whereabouts,
    named_together,
    one_of,
)
from kg.extraction.predication import bearer_of
from kg.extraction.prepositions import case_of, cases_of
from kg.extraction.reciprocals import MOST
from kg.extraction.syntax import has_copula, is_predicate, noun_key
from kg.model import Adjunct, Mention, MentionKind, Span, Voice
from kg.parse import Token, Tokens


class Nouns:
    """Finds the relations of one sentence that no verb states."""

    def __init__(self, sentence: Tokens, phrases: Phrases, clauses: Clauses) -> None:
        self.sentence = sentence
        self.phrases = phrases
        self.words, self.grammar = phrases.words, phrases.grammar
        self.clauses = clauses

    def find(self) -> Iterator[Clause]:
        """Clauses without a verb, in text order."""
        for token in self.sentence:
            if token.pos not in ("NOUN", "PROPN", "PRON"):
                continue
            yield from self._title(token)
            yield from self._apposition(token)
            yield from self._several_named(token)
            yield from self._alias(token)
            yield from list(self._event(token)) or self._act(token)
            yield from engagements(token, self.clauses)
            yield from self._located(token)
            yield from self._within(token)
            yield from compounds(token, self.clauses)
            yield from self._measured(token)
            yield from self._postposed(token)

    def _postposed(self, noun: Token) -> Iterator[Clause]:
        """ "forces loyal to Reed": an adjective behind its noun, with whom it is about, is a relative clause cut short."""
        for state in noun.rights:
            if state.dep != "amod" or state.pos != "ADJ" or noun.pos == "PRON":
                continue
            belongs = [self.clauses.behind(child) for child in state.rights if child.dep == "obl" and case_of(child)]
            if any(item.mention.kind is MentionKind.NAMED for item in belongs) and state.tag == "JJ":
                subject = self.phrases.mention(noun, coordinated=False)
                clause = self._is(subject, self.phrases.mention(state), state, belongs, "reduced_relative")
                yield replace(clause, noun="", phrase=[])

    def _title(self, head: Token) -> Iterator[Clause]:
        """ "Russian Foreign Ministry spokeswoman Maria Zakharova": she is that."""
        named, label = self.phrases.name_of(head)
        if named is None or label != "PERSON":
            return
        title = self._title_token(head, named)
        if title is None:
            yield from self._people_of(head, named)
            return
        if title.lower.rstrip(".") in self.words.not_a_role:
            return
        if title.lower_lemma in self.words.event_nouns - self.words.role_nouns:
            return  # a headline's verb, read as a noun: "Police Arrest Ana Ruiz"
        if title.lower in self.words.forms_of_address and title.text.istitle():
            return
        if _is_of_thing(title):
            return
        if title.is_plural and not (conjuncts(head) or head.dep == "conj"):
            return  # one name bears no title of several: "Ruiz phones Moran", read as a phrase
        mention = self.phrases.mention(head, coordinated=False)
        name = Mention(named, mention.head, MentionKind.NAMED, label, mention.lemma, named)
        body = self._body_before(title)
        start = min(mention.span.start, body.span.start if body is not None else mention.span.start)
        first, last = self.phrases.at(start).i, self.phrases.at(named.start).i
        words = [token for token in self.phrases.parse[first:last] if not token.is_punct or token.text == "-"]
        words = list(dropwhile(self._opens, words))
        if not words:
            return
        span = self.phrases.span(words[0].i, words[-1].i + 1)
        several = title.is_plural  # "Presidents Obama and Castro"
        described = Mention(span, self.phrases.token(title), MentionKind.NOMINAL, "", title.lemma, plural=several)
        own = self.clauses.of_noun(title)
        inside = {item.mention.head for item in own}
        belongs = [
            *own,
            *(i for i in self.clauses.of_noun(head) if i.span.end <= named.start and i.mention.head not in inside),
            *([Adjunct(self.grammar.genitive, body, body.span)] if body is not None else []),
        ]
        yield self._is(name, described, title, belongs, "title")
        if several and not any(item.mention.parts for item in belongs):
            for one in self._people(head):
                yield self._is(one, described, title, belongs, "title")

    def _people_of(self, head: Token, named: Span) -> Iterator[Clause]:
        """ "Republican Ana Ruiz", "the Dane Bo Berg": the party, people or creed that a person belongs to."""
        before = self.phrases.at(named.start).i - 1
        word = self.phrases.parse[before] if before >= head.sentence.start else None
        if (
            word is None
            or word.ent_type != "NORP"
            or word.head is not head
            or word.dep not in ("amod", "compound", "nmod:desc")
        ):
            return
        people = self.phrases.name_at(word)
        described = Mention(people.span if people else word.span, word.span, MentionKind.NOMINAL, "", word.lemma)
        name = Mention(named, self.phrases.token(head), MentionKind.NAMED, "PERSON", head.lemma, named)
        yield self._is(name, described, word, [], "title")

    def _several_named(self, noun: Token) -> Iterator[Clause]:
        """ "Tennis players Ana Ruiz and Bo Reed": each of them is one."""
        kin = noun.lower_lemma in noun.language.reference.relatives  # of one another
        named = named_together(noun) if is_human(noun) and not kin else []
        words = dropwhile(self._opens, self.phrases.parse[noun.left_edge.i : noun.i + 1]) if named else ()
        start = next((word.i for word in words if not word.is_punct and word.dep != "cc"), noun.i)
        span = self.phrases.span(start, noun.i + 1)
        described = Mention(span, self.phrases.token(noun), MentionKind.NOMINAL, "", noun.lemma, plural=True)
        for name in map(self.phrases.name_at, named):
            if name is not None and name.label == "PERSON":
                yield self._is(name, described, noun, self.clauses.of_noun(noun), "title")

    def _people(self, head: Token) -> Iterator[Mention]:
        """Those named beside the first: "Senators Ana Ruiz, *Bo Reed* and *Carl Berg*"."""
        for other in conjuncts(head):
            one = self.phrases.name_at(other)
            if one is None or one.label != "PERSON" or "nmod:desc" in other.child_deps:
                return
            yield one

    def _opens(self, word: Token) -> bool:
        """No word of a title: an article, a preposition before it, "only the"."""
        return word.dep in ("det", "case", "fixed", "mark") or word.lower in self.grammar.additive

    def _body_before(self, title: Token) -> Mention | None:
        """The name that ends right before a title is what the title belongs to, wherever the parser hangs it."""
        before = title.parse[title.i - 1] if title.i > title.sentence.start else None
        body = self.phrases.name_at(before) if before is not None else None
        return body if body is not None and body.label in ("ORG", "GPE", "NORP") else None

    @staticmethod
    def _title_token(head: Token, name: Span) -> Token | None:
        """The title's head: a description before the name, or the phrase's own head when the name hangs on it."""
        if head.idx < name.start:
            return head if head.pos in ("NOUN", "PROPN") else None
        titles = [
            child
            for child in head.lefts
            if child.idx < name.start
            and child.dep in ("nmod:desc", "compound", "appos")
            and child.pos in ("NOUN", "PROPN")
            and not child.ent_type
        ]
        return titles[-1] if titles else None

    def _apposition(self, head: Token) -> Iterator[Clause]:
        for child in head.children if "appos" in head.child_deps else ():
            beside = child.dep == "appos" or continues_apposition(head, child)
            told = one_of(child) or child  # "one of Peru's vice presidents"
            if not beside or told.pos not in ("NOUN", "PROPN") or self.phrases.bracketed(child):
                continue
            if case_of(child) and told is child:  # "a comedy, opposite Rock Lund"
                continue
            if is_whereabouts(child, head):
                continue
            if (bearer := bearer_of(head, child)) is None:
                continue
            first, second = self.phrases.mention(bearer, coordinated=False), self.phrases.mention(told)
            if told is not child and "nummod" in told.child_deps:  # "one of her four sons" is no "four sons"
                second = replace(second, span=self.phrases.characters(child.idx, second.span.end), plural=False)
            behind = self.phrases.at(second.span.end - 1).i + 1
            aside = any(mark.text == "," for mark in self.phrases.tokens[behind : behind + 1])
            titled = first.kind is MentionKind.NAMED and first.name is not None and second.span.start < first.name.end
            if titled and not aside:
                continue  # a name that hangs on its title
            if first.kind is MentionKind.VALUE or second.kind is MentionKind.VALUE:
                continue
            if first.kind is MentionKind.PRONOUN:
                if told.i < head.i and second.kind is not MentionKind.NAMED:  # "Head of the union, he left"
                    yield from self._descriptions(first, second, told)
                continue
            several = head.is_plural and one_of(head.head) is not head  # no description of one name
            if (
                first.kind is not MentionKind.NAMED
                and second.kind is MentionKind.NAMED
                and not (second.parts or several)
            ):
                yield self._is(second, first, head, self.clauses.of_noun(head), "apposition")
            elif first.kind is MentionKind.NAMED and second.kind is not MentionKind.NAMED:
                yield from self._descriptions(first, second, told)

    def _descriptions(self, bearer: Mention, described: Mention, noun: Token) -> Iterator[Clause]:
        """A description; of several joined by "and", each by itself where each has its own arguments: "son of A and husband of B"."""
        nouns = [noun, *conjuncts(noun)]
        arguments = [self.clauses.of_noun(one) for one in nouns]
        if len(nouns) == 1 or not all(arguments):
            yield self._is(bearer, described, noun, arguments[0], "apposition")
            return
        for one, belongs in zip(nouns, arguments, strict=True):
            yield self._is(bearer, self.phrases.mention(one, coordinated=False), one, belongs, "apposition")

    def _is(self, subject: Mention, described: Mention, noun: Token, belongs: list[Adjunct], rule: str) -> Clause:
        return Clause(
            chain=(noun,),
            head=noun,
            subject=subject,
            object=described,
            object_token=noun,
            adjuncts=list({item.span: item for item in belongs if item.mention.head != subject.head}.values()),
            noun=noun_key(noun),
            linking=True,
            rules=[rule],
        )

    def _event(self, noun: Token) -> Iterator[Clause]:
        """ "its support for Maduro", "the U.S. sanctions on Iran", "talks between A and B": who, noun, and what it is directed at."""
        event = noun.lower_lemma in self.words.event_nouns or self._is_gerund(noun)
        if noun.pos != "NOUN" or not (event or noun.lower_lemma in self.words.done_nouns):
            return
        owner = self._owner(noun)
        if owner is not None and owner.kind is MentionKind.VALUE:  # "Saturday's attack"
            owner = None
        yield from self._of_several(noun, owner)
        for child in noun.children:
            preposition = case_of(child)
            if child.dep != "nmod" or child.i < noun.i:
                continue
            target = self.phrases.mention(child)
            cases = [case for case in child.children if case.dep == "case" and case.i < child.i]
            if (
                event and preposition == self.grammar.mutual and 2 <= len(target.parts) < MOST
            ):  # four may be two and two
                for one, other in combinations(target.parts, 2):
                    yield self._between(noun, one, other, child)
            elif not event and preposition != self.grammar.genitive:
                continue
            elif preposition in self.words.directed and owner not in (None, target) and target.label != "DATE":
                clause = self._named_by(noun, owner, target, child)
                clause.preposition, clause.phrase = preposition, [noun, *cases]
                clause.adjuncts = self._further(noun, clause)
                yield clause

    def _further(self, noun: Token, clause: Clause) -> list[Adjunct]:
        """What else belongs to the noun of an act: when, where and how it was."""
        heads = [end.head for end in (clause.subject, clause.object) if end is not None]
        return [item for item in self.clauses.of_noun(noun) if item.mention.head not in heads]

    def _is_gerund(self, noun: Token) -> bool:
        """ "Peru's hosting of the summit": what somebody does to what "of" names, whatever the verb."""
        owned = any(child.dep == "nmod:poss" for child in noun.lefts)
        whose = any(child.dep == "nmod" and case_of(child) == self.grammar.genitive for child in noun.rights)
        bases = {re.sub(end, base, noun.lower, count=1) for end, base in noun.language.morphology.verb_bases}
        acts = noun.tag == "NN" and not self.words.transitive.isdisjoint(bases)
        return owned and whose and acts and self.words.holding.isdisjoint(bases)

    def _act(self, noun: Token) -> Iterator[Clause]:
        """ "Ruiz's arrest", "the death of Ruiz": what somebody does or undergoes; with "by", what others do to them."""
        if noun.lower_lemma not in self.words.act_nouns or noun.pos != "NOUN" or "nmod:desc" in noun.child_deps:
            return
        behind = {case_of(child): child for child in reversed(list(noun.rights)) if child.dep == "nmod"}
        owner = next((child for child in noun.lefts if child.dep == "nmod:poss"), None)
        whose, doer = behind.get(self.grammar.genitive), behind.get(self.grammar.passive_agent)
        token = whose or owner
        if token is None or (whose and (owner or doer)):
            return  # "the army's arrest of Ruiz" says who does it
        undergone = self._own(self.phrases.mention(token), noun)
        chosen = undergone.label == "PERSON" or undergone.kind is MentionKind.PRONOUN or is_human(token)
        chooses = noun.lower_lemma in self.words.choice_nouns and not chosen  # "the party's nomination"
        if undergone.kind is MentionKind.VALUE or undergone.label == "DATE" or chooses:
            return
        if doer is None:
            clause = self._named_by(noun, undergone, None, None)
        else:
            clause = self._named_by(noun, self.phrases.mention(doer), undergone, token)
            clause.preposition = self.grammar.genitive
        clause.phrase, clause.adjuncts = [noun], self._further(noun, clause)
        yield clause

    def _measured(self, noun: Token) -> Iterator[Clause]:
        """ "a magnitude 6.8 earthquake", "an earthquake of magnitude 6.8": where it stands on a scale."""
        for scale in noun.children:
            if scale.lower_lemma not in noun.language.measures.scales or scale.dep not in (
                "compound",
                "nmod",
                "nmod:desc",
                "amod",
            ):
                continue
            number = next(
                (one for one in (*scale.children, *noun.children) if one.pos == "NUM" and abs(one.i - scale.i) <= 2),
                None,
            )
            thing = self.phrases.mention(noun, coordinated=False)
            if number is not None and thing.kind is MentionKind.NOMINAL:
                value = self.phrases.token(number)
                exact = Mention(value, value, MentionKind.VALUE, "CARDINAL", number.lemma)
                clause = self._named_by(scale, thing, exact, number)
                clause.preposition, clause.phrase, clause.rules = self.grammar.genitive, [scale], ["measured"]
                yield clause

    def _of_several(self, noun: Token, owner: Mention | None) -> Iterator[Clause]:
        """ "postponed their meeting", "Egypt and Sudan's treaty": of two that share a subject, or a possessor."""
        sides = (owner.antecedent or owner).parts if owner is not None else ()
        if not 2 <= len(sides) <= MOST or noun.lower_lemma not in self.words.reciprocal_nouns:
            return
        if not any(child.dep == "nmod" and case_of(child) in self.grammar.other_side for child in noun.rights):
            for one, other in combinations(sides, 2):
                yield self._between(noun, one, other, noun)

    def _between(self, noun: Token, one: Mention, other: Mention, child: Token) -> Clause:
        clause = self._named_by(noun, one, other, child)
        clause.preposition, clause.phrase = self.grammar.comitative, [noun]
        clause.rules.append("between")
        return clause

    @staticmethod
    def _named_by(noun: Token, subject: Mention, target: Mention | None, child: Token | None) -> Clause:
        """A relation or act that `noun` names."""
        return Clause(
            chain=(noun,),
            head=noun,
            subject=subject,
            object=target,
            object_token=child,
            noun=noun.lower_lemma,
            voice=Voice.NONE,
            rules=["event_noun"],
        )

    def _alias(self, head: Token) -> Iterator[Clause]:
        """ "the Baltic Fishing Union (BFU)": a name and its initials."""
        for child in head.rights:
            if not self.phrases.bracketed(child):
                continue
            mention = self.phrases.mention(head, coordinated=False)
            text = self.phrases.parse[head.left_edge.i : child.left_edge.i].text
            if mention.kind is MentionKind.NAMED and _abbreviates(child.text, text):
                short = self.phrases.token(child)
                yield Clause(
                    chain=(child,),
                    head=child,
                    subject=mention,
                    object=Mention(short, short, MentionKind.NAMED, mention.label, child.lemma, short),
                    object_token=child,
                    linking=True,
                    rules=["alias"],
                )

    def _located(self, noun: Token) -> Iterator[Clause]:
        """ "troops in Idlib": they are there."""
        relational = noun.lower_lemma in self.words.not_placed
        if noun.pos != "NOUN" or noun.dep in ("appos", "nmod:desc", "xcomp") or has_copula(noun) or relational:
            return
        if noun.lower_lemma in self.words.event_nouns or any(child.dep == "nmod:poss" for child in noun.lefts):
            return  # "the presence of troops in Caracas", "Ghana's attaché in Oslo": an event, a posting
        for child in noun.rights:
            if child.dep != "nmod" or child.ent_type not in PLACES or case_of(child) not in self.words.inside:
                continue
            thing = self.phrases.mention(noun, coordinated=False)
            if thing.kind is MentionKind.NOMINAL and thing.antecedent is None:
                clause = self._lies(noun, thing, self.phrases.mention(child), child, "located")
                clause.preposition, clause.phrase = case_of(child), cases_of(child)
                yield clause

    def _within(self, place: Token) -> Iterator[Clause]:
        """ "Pleasant Grove, Utah": a place and, behind a comma, the larger one that it lies in."""
        if place.ent_type not in PLACES:
            return
        for child in place.rights:
            if child.dep not in ("appos", "nmod:unmarked", "nmod:desc") or child.ent_type not in ("GPE", "LOC"):
                continue
            inner, outer = self.phrases.name_at(place), self.phrases.name_at(child)
            comma = outer is not None and place.parse[self.phrases.at(outer.span.start).i - 1].text == ","
            alone = not conjuncts(child) and not conjuncts(place)
            if comma and alone and inner is not None and outer is not None and inner.span != outer.span:
                yield self._lies(child, inner, outer, child, "within")

    def _lies(self, head: Token, subject: Mention, place: Mention, token: Token, rule: str) -> Clause:
        """Something or a place, and the place that it is in; "in" unless the text says otherwise."""
        return Clause(
            chain=(head,),
            head=head,
            subject=subject,
            object=place,
            object_token=token,
            preposition=self.grammar.inessive,
            linking=True,
            rules=[rule],
        )

    def _owner(self, noun: Token) -> Mention | None:
        """Who does what an event noun names; the owner of the noun above does it, too: "its resumption of ties with Peru"."""
        above = noun.head
        resumed = (
            noun.dep == "nmod" and case_of(noun) == self.grammar.genitive and above.pos == "NOUN" and above.i < noun.i
        )
        return self._own_owner(noun) or (self._own_owner(above) if resumed else None)

    def _own_owner(self, noun: Token) -> Mention | None:
        """Its possessor, a name before it, or who stands behind "by", "of" or "from"."""
        for child in noun.children:
            named = child.ent_type in ("GPE", "NORP", "ORG", "PERSON")
            if child.dep == "nmod:poss":
                mention = self.phrases.mention(child)
                return self._own(mention, noun)
            if child.dep in ("amod", "compound") and named:
                return self.phrases.mention(child, coordinated=False)
            if child.dep == "nmod" and self._does(case_of(child), noun):
                return self.phrases.mention(child)
        return None

    def _does(self, preposition: str, noun: Token) -> bool:
        """Who does what `noun` names stands behind this preposition."""
        return (
            preposition == self.grammar.passive_agent
            or (preposition == self.grammar.genitive and noun.lower_lemma in self.words.doer_nouns)
            or (preposition == self.grammar.ablative and noun.lower_lemma in self.words.sender_nouns)
        )

    def _own(self, mention: Mention, noun: Token) -> Mention:
        """A possessive pronoun with the subject of its clause as antecedent ("Russia ... increased its support")."""
        if mention.kind is not MentionKind.PRONOUN:
            return mention
        above = next((token for token in noun.ancestors if is_predicate(token)), None)
        subject = self.clauses.subject_of(above) if above is not None and noun.dep in ("obj", "obl", "nmod") else None
        if subject is None or subject.span == mention.span:
            return mention
        return Mention(
            mention.span,
            mention.head,
            mention.kind,
            mention.label,
            mention.lemma,
            None,
            mention.plural,
            (),
            (),
            subject,
        )


def _is_of_thing(noun: Token) -> bool:
    """A noun that nobody is: "the parade at the Square Maria Lund", "the ferry Maria Lund"."""
    kinds = noun.language.noun_types
    return noun.lower_lemma in kinds.noun_types or noun.lower_lemma in kinds.possessions


def _abbreviates(short: str, name: str) -> bool:
    """Capitals that begin words of the name, in order: "BFU" for "Baltic Fishing Union"."""
    capitals = iter(word[0] for word in name.replace("-", " ").split() if word[0].isupper())
    return 2 <= len(short) <= 8 and short.isupper() and short.isalpha() and all(char in capitals for char in short)
