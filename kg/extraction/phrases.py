"""Noun phrases -> `Mention`s: their extent, their name, their kind; and coordination."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from kg.extraction.prepositions import case_of
from kg.extraction.syntax import SUBJECTS, stray_subject
from kg.extraction.unnamed import is_counted, is_office, is_one_of, is_share, shared
from kg.model import Adjunct, Mention, MentionKind, Span
from kg.parse import Parse, Token, Tokens

# dependents that are not part of the phrase of their head
_NOT_PHRASE = frozenset(
    "acl:relcl appos parataxis conj cc cc:preconj nsubj nsubj:pass nsubj:outer csubj csubj:pass csubj:outer cop aux aux:pass mark "
    "advcl advcl:relcl discourse vocative dislocated list orphan expl dep reparandum ccomp".split()
)
# what begins a phrase and is no part of it
_LEADING = frozenset({"cc", "mark"})
# relative clauses and appositions end a phrase wherever they hang in it
_CUTS = frozenset({"acl:relcl", "appos", "parataxis", "advcl"})
_CLAUSES = frozenset({"advcl", "ccomp", "xcomp"})
_NAMING = frozenset({"flat", "appos", "nmod:desc"})  # a name on its title
_DESCRIBING = frozenset({"amod", "compound", "nmod:poss", "nmod:desc"})
_LONGEST_BRACKETS = 12  # tokens


# entity labels of spaCy's own pipelines that name no thing (OntoNotes)
VALUES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY", "LANGUAGE"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
_AMOUNTS = VALUES - {"DATE"}


class Phrases:
    """Mentions of one Parse; the same token always gives the same Mention."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.words, self.grammar = parse.language.words, parse.language.grammar
        self.text, self.tokens = parse.text, parse.tokens
        self.document_id = parse.document.id
        self._names: dict[int, Tokens] = {token.i: entity for entity in parse.names for token in entity}
        self._brackets = [token.i for token in parse if token.shape.is_bracket]
        self._opening = {at for at in self._brackets if self.tokens[at].is_left_punct}
        self._closing = {at for at in self._brackets if self.tokens[at].is_right_punct}
        self._quotes = [token.i for token in parse if token.shape.is_quote]
        self._made: dict[tuple[int, bool, bool], Mention] = {}

    def span(self, start: int, end: int) -> Span:
        """Tokens `[start, end)` as a Span."""
        return self.characters(self.tokens[start].idx, self.tokens[max(start, end) - 1].end)

    def token(self, token: Token) -> Span:
        """One token as a Span."""
        return token.span

    def at(self, character: int) -> Token:
        """The token that holds a character of the document."""
        return self.parse.at(character)

    def characters(self, start: int, end: int) -> Span:
        """The characters `[start, end)` of the document as a Span."""
        return self.parse.span(start, end)

    def inside_one_name(self, token: Token, other: Token) -> bool:
        """Both are words of the same name."""
        entity = self._names.get(token.i)
        return entity is not None and entity is self._names.get(other.i)

    def runs(self, tokens: Iterable[Token]) -> tuple[Span, ...]:
        """Tokens as Spans, neighbours joined."""
        found: list[list[int]] = []
        for index in sorted({token.i for token in tokens}):
            if found and found[-1][1] == index:
                found[-1][1] = index + 1
            else:
                found.append([index, index + 1])
        return tuple(self.span(start, end) for start, end in found)

    def mention(self, head: Token, *, coordinated: bool = True, bare: bool = False) -> Mention:
        """The noun phrase of `head`, with what is coordinated with it unless told otherwise; `bare` leaves out participles after it."""
        key = (head.i, coordinated, bare)
        if key not in self._made:
            self._made[key] = self._mention(head, coordinated, bare)
        return self._made[key]

    def antecedent(self, noun: Token) -> Mention:
        """What a relative clause or participle after `noun` is about: the noun phrase without it."""
        return self.mention(noun, coordinated=False, bare=True)

    def name_at(self, token: Token) -> Mention | None:
        """The name that holds `token`, by itself."""
        entity = self._names.get(token.i)
        if entity is None:
            return None
        span = self.span(*self._bare(entity))
        return Mention(span, self.token(entity.root), MentionKind.NAMED, entity.label, entity.root.lemma, span)

    def clause(self, head: Token) -> Mention:
        """A clause as a value: all words below `head`, without marks and quotes at its edges."""
        start, end = (stray_subject(head) or head).left_edge.i, head.right_edge.i + 1
        start, end = self._trim(start, end, head.i)
        span = self.span(start, end)
        return Mention(span, self.token(head), MentionKind.VALUE, "CLAUSE", head.lemma)

    def all_names(self) -> Iterator[Mention]:
        """Every name that the reader found, as a mention."""
        for entity in self.parse.names:
            name = self.name_at(entity.root)
            if name is not None and name.label not in VALUES:
                yield name

    def _mention(self, head: Token, coordinated: bool, bare: bool) -> Mention:
        heads = (named_together(head) or [head, *conjuncts(head), *members(head)]) if coordinated else [head]
        parts = tuple(self.mention(token, coordinated=False) for token in heads) if len(heads) > 1 else ()
        start, end = self._extent(head, bare, alone=not coordinated)
        if parts:
            end = max(end, *(self._extent(token)[1] for token in heads))
            for child in head.rights:  # "ministers and envoys of the region"
                if child.dep == "nmod" and child.left_edge.i == end:
                    end = max(end, self._extent(child)[1])
        name, label = self.name_of(head)
        noun = shared(head) or head  # "most of the houses" are houses
        return Mention(
            span=self.span(start, end),
            head=self.token(head),
            kind=self._kind(head, label, name),
            label=label,
            lemma=noun.lemma,
            name=name,
            plural=bool(parts) or noun.is_plural or head.lower in self.grammar.plural_pronouns,
            modifiers=tuple(self._modifiers(head, name)),
            parts=parts,
            antecedent=self._apposed(head) if name is None else None,
        )

    def _apposed(self, head: Token) -> Mention | None:
        """The name beside a description: "the attaché, Ana Ruiz, said"."""
        if (several := one_of(head)) is not None:  # "one of its ministers, Ana Ruiz, said"
            return self._apposed(several)
        for child in head.children if "appos" in head.child_deps and not named_together(head) else ():
            if is_listing(head, child):
                return None
            if child.dep == "appos" and child.i > head.i and not (self.bracketed(child) or is_whereabouts(child, head)):
                name, label = self.name_of(child)
                if self._kind(child, label, name) is MentionKind.NAMED:
                    return self.mention(child, coordinated=False)
        return None

    def doer(self, beside: Iterable[Adjunct]) -> Adjunct | None:
        """Who does it of several phrases with "by"; "by mail", "by ten votes", "by Friday" say how and when."""
        found = []
        for adjunct in beside:
            head, mention = self.at(adjunct.mention.head.start), adjunct.mention
            value = mention.kind is MentionKind.VALUE or mention.label == "DATE"
            if not value and head.lower_lemma not in self.words.means_nouns:
                found.append((head.dep != "obl:agent", mention.kind is MentionKind.NOMINAL, adjunct.span, adjunct))
        return min(found, key=lambda item: item[:3])[3] if found else None

    def bracketed(self, token: Token) -> bool:
        """Inside round or square brackets that open right before its phrase."""
        edge = token.left_edge.i
        return edge in self._opening or edge - 1 in self._opening

    def _extent(self, head: Token, bare: bool = False, alone: bool = False) -> tuple[int, int]:
        """The run of tokens around `head` that belongs to its phrase; `alone` leaves out the members that it names."""
        inside = {head.i}
        others = {token.i for token in members(head)} if alone else set()
        waiting = [
            child
            for child in head.children
            if not self._outside(child, head) and child.i not in others and not (bare and child.dep == "acl")
        ]
        while waiting:
            token = waiting.pop()
            if token.dep not in _CUTS or _restrictive(token) or _completes(token):
                inside.add(token.i)
                waiting.extend(token.children)
        start = end = head.i
        while (before := self._before_brackets(start - 1)) in inside:
            start = before
        while (after := self._past_brackets(end + 1)) in inside:
            end = after
        return self._trim(start, end + 1, head.i)

    def _before_brackets(self, index: int) -> int:
        """`index`, or what stands before the brackets that close there: "the Peace Council (PC) office"."""
        if index not in self._closing:
            return index
        opening = [at for at in range(max(0, index - _LONGEST_BRACKETS), index) if at in self._opening]
        return opening[-1] - 1 if opening else index

    def _past_brackets(self, index: int) -> int:
        """`index`, or what follows the brackets that open there: "the Peace Council (PC) in Oslo"."""
        if index not in self._opening:
            return index
        return next((at + 1 for at in range(index, index + _LONGEST_BRACKETS) if at in self._closing), index)

    def _outside(self, child: Token, head: Token) -> bool:
        if child.dep in _NOT_PHRASE or self._aside(child, head):
            return True
        if child.dep == "case":
            return child.i < head.i or child.lower in self.grammar.possessive_markers
        if child.dep == "amod" and child.i > head.i and not child.child_deps.isdisjoint(_CLAUSES):
            return True  # "hackers capable of stealing it": a clause of its own
        if (
            head.pos == "ADJ"
            and child.dep == "advmod"
            and child.i == head.i - 1
            and child.lower not in self.words.negations
        ):
            return False  # "less pleased", "relatively small"
        verbal = not head.child_deps.isdisjoint(("cop", "nsubj"))
        return verbal and child.dep in ("advmod", "obl", "obl:unmarked", "punct", "ccomp", "xcomp")

    def _aside(self, child: Token, head: Token) -> bool:
        """In brackets, or a participle set off by a comma ("Norton, born in 1818, ...", "Born in 1818, Norton ...")."""
        if child.dep not in ("amod", "compound", "det") and self.bracketed(child):
            return True
        if child.dep != "acl":
            return False
        return child.i < head.i or any(other.text == "," for other in self.tokens[head.i + 1 : child.left_edge.i + 1])

    def _trim(self, start: int, end: int, head: int) -> tuple[int, int]:
        tokens, sentence = self.tokens, self.tokens[head].sentence
        while start < head and (tokens[start].dep in _LEADING or _is_mark(tokens[start])):
            shape = tokens[start].shape
            if shape.is_left_punct and not shape.is_quote:
                break
            if shape.is_quote and self._quoted_within(start, end):
                break  # '"The Tower" and other plays'
            start += 1
        while end - 1 > head and self._trails(start, end):
            end -= 1
        brackets = _between(self._brackets, start, end)
        if brackets and brackets[-1] in self._opening and end < sentence.end and tokens[end].is_right_punct:
            end += 1
        if brackets and brackets[0] not in self._opening and start > sentence.start and tokens[start - 1].is_bracket:
            start -= 1  # "[officials] in Washington", wherever the parser hangs the bracket
        quotes = _between(self._quotes, start, end)
        if len(quotes) == 1 and quotes[0] < end - 1 and start > sentence.start and tokens[start - 1].is_quote:
            start -= 1  # '"conclaves" and feasts'
        return self._word_start(start, head), end

    def _word_start(self, start: int, head: int) -> int:
        """No phrase of a common noun begins inside a word: "the cut-off for storms"."""
        while start > 1 and self.tokens[head].pos == "NOUN" and self._joined(start):
            start -= 2
        return start

    def _joined(self, index: int) -> bool:
        """A hyphen joins the word before it to the token at `index`, without blanks."""
        before, hyphen = self.tokens[index - 2], self.tokens[index - 1]
        tight = not (before.whitespace or hyphen.whitespace) and before.text[:1].isalnum()
        return hyphen.text == "-" and tight and before.i not in self._names

    def _trails(self, start: int, end: int) -> bool:
        """The last token of a phrase is none of its own: a blank, a comma, a quotation mark that does not close."""
        shape = self.tokens[end - 1].shape
        unpaired = shape.is_quote and len(_between(self._quotes, start, end)) % 2 == 1
        return shape.is_space or (shape.is_punct and not shape.is_right_punct) or unpaired

    def _quoted_within(self, start: int, end: int) -> bool:
        """The quotation that opens at `start` ends before the last word."""
        first = next((index for index in range(start, end) if not self.tokens[index].is_quote), end)
        closing = next((index for index in range(first, end) if self.tokens[index].is_quote), end)
        return closing < end - 1

    def name_of(self, head: Token) -> tuple[Span | None, str]:
        """The name that contains `head`, or that a title before it bears ("President Maduro" with "President" as head)."""
        entity = self._names.get(head.i)
        if entity is not None and len(entity) == 1 and is_office(head):
            entity = None  # "the Speaker of the House", taken for somebody's name
        if (entity is not None and (is_counted(head, entity) or is_one_of(head, entity))) or is_share(head):
            return None, ""
        if entity is None and not head.child_deps.isdisjoint(_NAMING):
            for child in head.children:
                named = self._names.get(child.i)
                if named is not None and named.label == "PERSON" and child.dep in _NAMING and named.start == head.i + 1:
                    entity = named
        if entity is not None and entity.label in _AMOUNTS:
            return None, entity.label
        if entity is not None:
            return self.span(*self._bare(entity)), entity.label
        if head.pos == "PROPN" and head.lower not in self.words.time_nouns and not is_office(head):
            start, end = self._proper_run(head)
            return self.span(start, end), ""
        return None, "CARDINAL" if head.pos == "NUM" else ""

    def _bare(self, entity: Tokens) -> tuple[int, int]:
        start, end = entity.start, entity.end
        if end - start > 1 and self.tokens[start].lower == self.grammar.definite_article:
            start += 1
        if (
            end - start > 1
            and start > 1
            and self.tokens[start - 1].text == "-"
            and not self.tokens[start - 1].whitespace
        ):
            # the name does not begin in the middle of a word: "Secretary-General Ana Ruiz", "the Mid-range Forces Treaty"
            start += 1 if entity.label == "PERSON" else -2
        while end - start > 1 and self.tokens[end - 1].lower in self.grammar.possessive_markers:
            end -= 1
        return start, end

    def _proper_run(self, head: Token) -> tuple[int, int]:
        start, end = head.i, head.i + 1
        tokens = self.tokens
        while start > 0 and tokens[start - 1].pos == "PROPN" and tokens[start - 1].head in (head, tokens[start]):
            start -= 1
        while (
            end < len(tokens)
            and tokens[end].pos == "PROPN"
            and tokens[end].head == head
            and tokens[end].dep in ("flat", "compound")
        ):
            end += 1
        return start, end

    def _kind(self, head: Token, label: str, name: Span | None) -> MentionKind:
        if is_share(head):
            return MentionKind.NOMINAL
        if (
            label in VALUES
            or head.pos in ("NUM", "SYM")
            or (head.lower in self.words.time_nouns and label in ("", "DATE"))
        ):
            return MentionKind.VALUE
        if name is not None:
            return MentionKind.NAMED
        if head.pos in ("PRON", "DET"):
            return MentionKind.NOMINAL if self._are_described(head) else MentionKind.PRONOUN
        if head.pos in ("ADJ", "ADV", "VERB", "AUX", "INTJ", "X", "PUNCT", "ADP", "SCONJ", "PART"):
            counted = "nummod" in head.child_deps and head.lower_lemma in self.words.indefinite  # "five others"
            named = head.pos == "ADJ" and ("det" in head.child_deps or counted)
            return MentionKind.NOMINAL if named else MentionKind.VALUE
        return MentionKind.NOMINAL

    def _are_described(self, head: Token) -> bool:
        """ "those killed in the raid", "those who fled": who they are is said right behind."""
        plural = head.lower in self.grammar.plural_pronouns and head.lemma != head.lower
        return plural and any(child.dep in ("acl", "acl:relcl") and child.i > head.i for child in head.children)

    def _modifiers(self, head: Token, name: Span | None) -> Iterator[Span]:
        own = self._names.get(head.i)
        if own is not None and name is None and is_counted(head, own):
            yield self.span(*self._bare(own))
        for child in head.children if not head.child_deps.isdisjoint(_DESCRIBING) else ():
            if child.dep not in _DESCRIBING:
                continue
            for one in (child, *conjuncts(child)):  # "French and Spanish tourists"
                entity = self._names.get(one.i)
                if entity is not None and entity.label in ("GPE", "NORP", "ORG", "LOC", "PERSON"):
                    span = self.span(*self._bare(entity))
                    if name is None or span.end <= name.start or span.start >= name.end:
                        yield span


def _is_mark(token: Token) -> bool:
    """A blank or a sign, not a word."""
    shape = token.shape
    return shape.is_punct or shape.is_quote or shape.is_space


def _between(places: Sequence[int], start: int, end: int) -> Sequence[int]:
    """Those of sorted places that lie in `[start, end)`."""
    return places[bisect_left(places, start) : bisect_left(places, end)]


def conjuncts(head: Token) -> list[Token]:
    """Nouns coordinated with `head` (the first one), in order; clauses are not."""
    found: list[Token] = []
    for child in head.children if "conj" in head.child_deps else ():
        if (
            child.dep == "conj"
            and not any(other.dep == "cc" and other.lower == child.grammar.adversative for other in child.children)
            and child.child_deps.isdisjoint(("nsubj", "nsubj:pass", "cop"))
            and child.pos not in ("VERB", "AUX")
            and not any(other.lower in child.grammar.excluding for other in child.children)  # "Peru, not Chile"
            and not continues_apposition(head, child)
            and not (head.dep in SUBJECTS and head.i < head.head.i < child.i)  # "with Peru voting yes, and Chile no"
        ):
            found.extend([child, *conjuncts(child)])
    return found


def continues_apposition(head: Token, noun: Token) -> bool:
    """ "Ana Ruiz, a chemist and a friend of Reed, left": without a comma before "and", the friend is Ruiz."""
    beside = next((child for child in head.children if child.dep == "appos" and child.i < noun.i), None)
    joint = next((child for child in noun.children if child.dep == "cc"), None)
    described = head.pos == "PROPN" and noun.pos == "NOUN" and noun.is_plural == head.is_plural
    return described and beside is not None and joint is not None and joint.nbor(-1).text != ","


def is_whereabouts(place: Token, head: Token) -> bool:
    """A place behind a comma that follows another one, inside the phrase of `head`: "the base at Nuevitas, Cuba"."""
    before = place.parse[max(0, place.left_edge.i - 1 - (place.left_edge.text != ","))]
    return place.ent_type in ("GPE", "LOC") and before.ent_type in PLACES and before is not head


def alternatives(head: Token) -> bool:
    """Members joined by "or" or "and/or": "Peru or Chile"; not a thing with another name of it."""
    parse = head.parse
    before = ((other, parse[max(head.i, other.left_edge.i - 2) : other.i]) for other in conjuncts(head))
    return any(
        token.lower == head.grammar.disjunction and not _names_again(head, other)
        for other, tokens in before
        for token in tokens
    )


def _names_again(head: Token, other: Token) -> bool:
    """ "Ada Mary Bell, or simply Ada Bell", "Ada Bell (or Bel)"."""
    before = head.parse[head.i : other.i]
    aside = sum(token.is_left_punct for token in before if token.shape.is_bracket) > sum(
        token.is_right_punct for token in before if token.shape.is_bracket
    )
    merely = any(child.lower in child.language.relations.renaming for child in other.children)
    return aside or merely or bool(_words_of_person(head) & _words_of_person(other))


def _words_of_person(word: Token) -> set[str]:
    """The words of a person's name; other names share words that tell nothing ("Party")."""
    entity = next((one for one in word.parse.names if one.label == "PERSON" and one.start <= word.i < one.end), ())
    return {token.lower for token in entity}


def _restrictive(name: Token) -> bool:
    """A name right after what it is, without a comma: "a leader of the *rebel group* Dawn"."""
    return name.dep == "appos" and name.pos == "PROPN" and name.left_edge.i == name.head.i + 1


def _completes(clause: Token) -> bool:
    """A gerund that a participle says little without: "a measure aimed *at extending the term*"."""
    marks = {child.lower for child in clause.children if child.dep == "mark"}
    return (
        clause.dep == "advcl"
        and clause.head.dep == "acl"
        and not marks.isdisjoint(clause.words.complement_prepositions)
    )


def members(head: Token) -> list[Token]:
    """What a noun names as part of it or beside it: "countries such as Peru and Chile", "Chile, along with Peru"."""
    found: list[Token] = []
    for child in head.children if "nmod" in head.child_deps else ():
        nominal = child.dep == "nmod" and child.i > head.i and child.pos in ("NOUN", "PROPN")
        if nominal and lead_of(child):
            found.extend([child, *conjuncts(child)])
    return found


def lead_of(noun: Token) -> str:
    """The first word of "including", "such as", "along with" before a noun; "" for all others."""
    words = [token.lower for token in noun.parse[noun.left_edge.i : noun.i] if not token.is_punct][:2]
    second = noun.words.group_leads.get(words[0]) if words else None
    return words[0] if second is not None and (not second or words[1:] == [second]) else ""


def one_of(head: Token) -> Token | None:
    """The plural noun of whose bearers `head` is one: "one of its ministers"."""
    if head.pos != "NUM" or head.lower not in head.words.each_other:
        return None
    several = (child for child in head.children if child.dep == "nmod" and child.is_plural)
    return next((child for child in several if case_of(child) == head.grammar.genitive), None)


def is_listing(head: Token, child: Token) -> bool:
    """Several names behind a plural noun, which is all of them: "its two owners, Orion and Vega"."""
    several = head.pos == "NOUN" and head.is_plural and child.dep == "appos" and child.i > head.i + 1
    names = [child, *conjuncts(child)] if several and child.pos == "PROPN" else []
    return len(names) > 1 and all(name.text[:1].isupper() for name in names)


def named_together(head: Token) -> list[Token]:
    """Coordinated names right after what they are: "old rivals Peru and Chile"."""
    if head.pos != "NOUN" or not head.is_plural:
        return []
    named = next((child for child in head.children if child.i == head.i + 1 and child.dep in ("appos", "flat")), None)
    others = conjuncts(named) if named is not None and named.pos == "PROPN" else []
    return [named, *others] if named is not None and others else []
