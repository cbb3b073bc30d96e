"""Who says what, as characters of the text: for each attribution of a document its source, its cue and its content.

The kinds are those of the Penn Attribution Relations Corpus (Pareti 2012) and PolNeAR (Newell et al. 2018): clauses under or beside a
verb or adjective of saying and thinking, "according to", nouns such as "the claim that ...", quotations over several sentences,
headlines with their source, pictures with theirs, and hearsay ("reportedly").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extraction.clauses import Clauses
from kg.extraction.phrases import Phrases
from kg.extraction.speakers import Frame, Quotes, Region, credits_of, frame_of, turns_of
from kg.extraction.syntax import case_of, cases_of, is_passive, is_predicate, owner_of, to_infinitive
from kg.model import Mention
from kg.parse import Parse, Token, Tokens

_COMPLEMENTS = frozenset({"ccomp", "csubj", "csubj:pass", "csubj:outer"})
_EDGES = frozenset(",;:-–—")

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class AttributionSpans:
    """Who says what, as characters of the document: runs `[start, end)` in the order of the text.

    `source` is () when nobody is named, `content` what is said, thought, asked or shown, without the marks around it.
    """

    source: Ranges
    cue: Ranges
    content: Ranges


def attributions(parse: Parse) -> list[AttributionSpans]:
    """All attributions of a document, in the order of their cues; contents may lie in one another ("A said B denied ...")."""
    return _Finder(parse).find()


class _Finder:
    """The attributions of one Parse."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.words = parse.language.words
        self.phrases = Phrases(parse)
        self.quotes = Quotes(parse)
        self.spoken: set[int] = set()  # tokens of quotations that have a speaker

    def find(self) -> list[AttributionSpans]:
        """In the order of the text; a quotation without a verb of its own waits until those with one are known."""
        found: list[AttributionSpans] = []
        for sentence in self.parse.sentences:
            clauses = Clauses(sentence, self.phrases)
            clauses.find()
            for token in sentence:
                found.extend(self._at(token, clauses))
            frame = frame_of(list(sentence))
            if frame is not None and self._is_headline(frame, sentence):
                said = [self.parse[index] for index in frame.said]
                found.append(self._made([self.phrases.mention(frame.source)], [frame.mark], said))
        for turn in turns_of(self.parse):
            said = [self.parse[index] for index in turn.said]
            found.append(self._made([self.phrases.mention(turn.source)], [turn.mark], said))
        for credit in credits_of(self.parse):
            found.append(self._made(self._ranges(credit.source), [credit.word], [self.parse[i] for i in credit.shown]))
        found = self._with_quotations(found)
        return sorted((item for item in found if item.content), key=lambda item: (item.cue, item.content, item.source))

    def _is_headline(self, frame: Frame, sentence: Tokens) -> bool:
        """A frame that names somebody, outside of a transcript; a sentence with a full stop is no headline with a dash."""
        named = (
            frame.source.ent_type in ("PERSON", "ORG", "GPE", "NORP")
            or frame.source.lower_lemma in self.words.say_nouns
        )
        ends = frame.source.i > frame.mark.i and sentence.text.rstrip().endswith(".")
        return named and not ends and self.quotes.turn(self.parse[frame.said[0]]) is None

    def _at(self, token: Token, clauses: Clauses) -> Iterator[AttributionSpans]:
        """What `token` is the cue of."""
        if token.dep in ("obl", "nmod", "advcl") and case_of(token).startswith("according"):
            yield self._made([self.phrases.mention(token)], cases_of(token), self._beside(token))
        elif token.lower in self.words.unnamed_source and token.dep == "advmod" and is_predicate(token.head):
            yield self._made([], [token], self._without(token.head, token))
        elif token.pos in ("NOUN", "PROPN") and not is_predicate(token):
            yield from self._noun(token)
        elif is_predicate(token) or token.lower_lemma in self.words.attitudes:
            yield from self._predicate(token, clauses)

    # -- verbs and adjectives ------------------------------------------------------------------------------------------

    def _predicate(self, token: Token, clauses: Clauses) -> Iterator[AttributionSpans]:
        said = self._said(token)
        if not said:
            return
        region = next((found for word in said if (found := self.quotes.around(word))), None)
        if region is not None and self.quotes.around(token) != region:
            said = sorted({*said, *self._quoted(region)}, key=lambda word: word.i)
            self.spoken.update(range(*region))
        yield self._made(self._speakers(token, clauses), self._cue(token, said), said)

    def _said(self, token: Token) -> list[Token]:
        """The words that `token` says or thinks, [] when it is no cue."""
        lemma = token.lower_lemma
        kinds = (self._is_content, self._is_charge)
        complement = next((child for kind in kinds for child in token.children if kind(token, child)), None)
        if complement is not None:
            return self._words(complement, token)
        if lemma not in self.words.say | self.words.ask | self.words.think:
            return []
        as_said = any(child.dep == "mark" and child.lower in ("as", "like") for child in token.children)
        beside = token.dep == "parataxis" or (token.dep == "advcl" and as_said)
        if beside and not any(child.dep in ("obj", "xcomp") for child in token.children):
            return self._without(token.head, token)
        return []

    @staticmethod
    def _is_content(verb: Token, child: Token) -> bool:
        """A finite clause below a word that takes it as what is said, thought, asked or shown."""
        lemma = verb.lower_lemma
        if child.dep == "parataxis":
            return (
                lemma in verb.words.say | verb.words.think
                and is_predicate(child)
                and child.lower_lemma not in verb.words.say | verb.words.think
            )
        if (
            child.dep == "obj" and lemma in verb.words.say | verb.words.ask | verb.words.think
        ):  # "know what it did", "see where they are"
            return child.tag in ("WP", "WRB", "WDT") and any(True for _ in child.children)
        if child.dep not in _COMPLEMENTS or lemma in verb.words.no_content:
            return False
        if child.dep != "ccomp":
            return is_passive(verb) and lemma in verb.words.say | verb.words.think
        return verb.pos == "VERB" or lemma in verb.words.attitudes

    @staticmethod
    def _is_charge(verb: Token, child: Token) -> bool:
        """ "is said to finance ...", "claimed to own ...", "denied owning ...", "accused it of smuggling ..."."""
        lemma = verb.lower_lemma
        marks = {mark.lower for mark in child.children if mark.dep in ("mark", "case")}
        if child.dep == "xcomp" and is_predicate(child):
            if to_infinitive(child):
                return lemma in verb.words.say - verb.words.request - verb.words.plan or (
                    lemma in verb.words.say | verb.words.found and is_passive(verb)
                )
            return lemma in verb.words.deny | verb.words.say and child.tag == "VBG"
        return child.dep == "advcl" and any(
            lemma in verbs for mark, verbs in verb.words.charge.items() if mark in marks
        )

    def _speakers(self, verb: Token, clauses: Clauses) -> list[Mention]:
        if is_passive(verb):
            agent = next((child for child in verb.children if case_of(child) == "by"), None)
            return [self.phrases.mention(agent)] if agent is not None else []
        subject = clauses.subject_of(verb if is_predicate(verb) else verb.head)
        return [subject] if subject is not None and subject.lemma.lower() not in ("it", "there") else []

    def _cue(self, verb: Token, said: list[Token]) -> list[Token]:
        """The verb with its particle and the word that opens what is said."""
        inside = {word.i for word in said}
        particles = [child for child in verb.children if child.dep in ("compound:prt", "cop")]
        opener = [word for word in said if word.lower == "that" and word.dep == "mark" and word.i - 1 not in inside]
        return [verb, *particles, *opener[:1]]

    # -- according to, nouns -------------------------------------------------------------------------------------------

    def _beside(self, token: Token) -> list[Token]:
        """The clause that an "according to" stands in."""
        above = next((word for word in token.ancestors if is_predicate(word)), token.head)
        return self._without(above, token)

    def _noun(self, noun: Token) -> Iterator[AttributionSpans]:
        """ "the claim that ...", held by its owner."""
        if noun.lower_lemma not in self.words.say_nouns | self.words.thought_nouns:
            return
        clause = next((child for child in noun.children if self._complements(child)), None)
        if clause is not None:
            owner = owner_of(noun)
            source = [self.phrases.mention(owner)] if owner is not None else []
            yield self._made(source, [noun], self._words(clause, noun))

    @staticmethod
    def _complements(child: Token) -> bool:
        """ "that ..." after a noun with all its parts, unlike a relative clause."""
        marked = any(mark.dep == "mark" and mark.lower in ("that", "whether") for mark in child.children)
        return child.dep in ("acl", "acl:relcl", "ccomp") and marked

    # -- quotations ----------------------------------------------------------------------------------------------------

    def _with_quotations(self, found: list[AttributionSpans]) -> list[AttributionSpans]:
        """What goes on in further quotation marks joins what its speaker says in the first ones."""
        at = {start: number for number, item in enumerate(found) for start, _ in item.cue}
        joined = list(found)
        for more in self._quotations():
            number = at.get(more.cue[0][0])
            if number is None:
                joined.append(more)
            else:
                joined[number] = replace(
                    joined[number], content=tuple(sorted({*joined[number].content, *more.content}))
                )
        return joined

    def _quotations(self) -> Iterator[AttributionSpans]:
        """Quoted sentences beside those that name their speaker."""
        for region in self.quotes.regions:
            if self.spoken.intersection(range(*region)):
                continue
            inside = [token for token in self.parse[slice(*region)] if is_predicate(token)]
            speaker = self.quotes.speaker(region, inside[0]) if inside else None
            if speaker is not None:
                verb, subject = speaker
                yield self._made([self.phrases.mention(subject)], [verb], self._quoted(region))

    def _quoted(self, region: Region) -> list[Token]:
        """A quotation with its marks."""
        return [token for token in self.parse[region[0] - 1 : region[1] + 1] if not token.is_space]

    # -- words ---------------------------------------------------------------------------------------------------------

    def _words(self, clause: Token, cue: Token) -> list[Token]:
        out = {cue.i, *(word.i for word in cue.ancestors)}
        for child in clause.children:  # "..., he said" within what another one says
            spoken = child.dep == "parataxis" and child.lower_lemma in self.words.say
            if spoken and not any(grandchild.dep == "ccomp" for grandchild in child.children):
                out.update(word.i for word in child.subtree)
        return [word for word in clause.subtree if word.i not in out]

    def _without(self, clause: Token, aside: Token) -> list[Token]:
        out = {word.i for word in aside.subtree}
        out.update(child.i for child in clause.children if child.text == ".")  # it ends the sentence, not what is said
        return [word for word in clause.subtree if word.i not in out]

    def _made(self, source: Iterable[Mention] | Ranges, cue: Iterable[Token], said: list[Token]) -> AttributionSpans:
        who = tuple((item.span.start, item.span.end) if isinstance(item, Mention) else item for item in source)
        return AttributionSpans(who, self._ranges(cue), self._ranges(self._trimmed(said)))

    def _ranges(self, tokens: Iterable[Token]) -> Ranges:
        return tuple((span.start, span.end) for span in self.phrases.runs(tokens))

    @staticmethod
    def _trimmed(said: list[Token]) -> list[Token]:
        """Without marks, commas and blanks at the edges of each run."""
        kept = {word.i: word for word in said}
        for word in [*said, *reversed(said)]:
            edge = word.i - 1 not in kept or word.i + 1 not in kept
            if edge and (word.is_space or word.text in _EDGES or (word.lower == "that" and word.dep == "mark")):
                kept.pop(word.i, None)
        return list(kept.values())
