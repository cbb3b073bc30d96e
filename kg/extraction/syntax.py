"""Questions to a tree of Universal Dependencies: is this a predicate, what is its preposition, who owns this noun."""

from __future__ import annotations

from kg.extraction.people import is_somebody
from kg.extraction.prepositions import case_of
from kg.parse import Token

_INNER_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
SUBJECTS = _INNER_SUBJECTS | {"nsubj:outer"}
ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP"})  # labels of names of those who act
_AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
_CLAUSAL = frozenset(
    "ROOT conj ccomp advcl advcl:relcl acl acl:relcl parataxis xcomp csubj csubj:pass list appos dep dislocated csubj:outer".split()
)
_ATTRIBUTIVE = frozenset({"amod", "compound", "case", "fixed", "mark", "cc", "flat", "aux", "det", "goeswith"})


def stray_subject(clause: Token) -> Token | None:
    """The subject of a clause, which the parser hung on its verb of saying: "*Ana* left town, officials said"."""
    speech = clause.head
    if clause.dep != "ccomp" or not clause.child_deps.isdisjoint(SUBJECTS):
        return None
    if clause.i > speech.i:
        found = _quoted_subject(clause, speech) or _taken_for_object(clause, speech)
        return found or _parted(clause, speech)
    subjects = [child for child in speech.children if child.dep in SUBJECTS]
    before = [child for child in subjects if child.i < clause.i]
    return before[0] if len(before) == 1 and len(subjects) > 1 else None


def _parted(clause: Token, speech: Token) -> Token | None:
    """The relative pronoun before who speaks: "a man *who* police say was armed"."""
    subjects = [child for child in speech.lefts if child.dep in SUBJECTS]
    return subjects[0] if len(subjects) == 2 and is_relative(subjects[0]) and is_finite(clause) else None


def _quoted_subject(clause: Token, speech: Token) -> Token | None:
    """The noun in quotation marks before who speaks, when the quotation goes on with its verb behind that."""
    speaker = next((child for child in speech.lefts if child.dep in SUBJECTS), None)
    nouns = (
        child for child in speech.lefts if child.dep in ("obj", "ccomp") and child.pos in ("NOUN", "PROPN", "PRON")
    )
    fronted = next(nouns, None)
    if speaker is None or fronted is None or fronted.i > speaker.i or not is_finite(clause):
        return None
    return fronted if any(mark.is_quote for mark in speech.parse[fronted.i : speaker.left_edge.i]) else None


def _taken_for_object(clause: Token, speech: Token) -> Token | None:
    """The noun right before a finite clause without "that", which the parser took for what is said: "claimed nine were dead"."""
    if speech.lower_lemma not in speech.words.say_or_think or not is_finite(clause) or "mark" in clause.child_deps:
        return None
    objects = (child for child in speech.rights if child.dep == "obj")
    return next((noun for noun in objects if noun.right_edge.i == clause.left_edge.i - 1), None)


def subject_in(verb: Token) -> Token | None:
    """The grammatical subject that hangs on a verb."""
    if verb.child_deps.isdisjoint(_INNER_SUBJECTS):
        return None
    strays = [stray_subject(child) for child in verb.children]
    subjects = [child for child in verb.children if child.dep in _INNER_SUBJECTS and child not in strays]
    bare = (child for child in subjects if len(subjects) > 1 and "case" not in child.child_deps)
    return next(bare, subjects[0] if subjects else None)  # "rather than Spain, Portugal won"


def depth(token: Token) -> int:
    """Steps to the root."""
    return sum(1 for _ in token.ancestors)


def _headline_passive(verb: Token) -> bool:
    """ "Mayor sentenced to six years": a past form that cannot do without an object, and has none, is a participle."""
    kinds = verb.child_deps
    lacks = kinds.isdisjoint(("obj", "iobj", "ccomp", "xcomp", "aux", "cop", "obl:unmarked"))
    main = verb.dep in ("ROOT", "parataxis") and verb.morph.tense == "Past"  # not "the man they arrested"
    states = [child for child in verb.children if child.dep == "xcomp" and child.pos == "ADJ"]
    if main and states and in_headline(verb) and kinds.isdisjoint(("obj", "aux", "cop")):
        return verb.lower_lemma in verb.words.found  # "Mayor found dead"
    needy = "nsubj" in kinds and verb.lower_lemma in verb.words.needs_object
    return main and lacks and needy and not _shares_object(verb)


def _shares_object(verb: Token) -> bool:
    """It stands beside a verb that has an object: "arrested, questioned and released Ruiz"; not "was sentenced and fined 300 euros"."""
    others = (child for later in verb.rights if later.dep == "conj" for child in later.children)
    shared = any(child.dep == "obj" and child.ent_type not in ("MONEY", "CARDINAL") for child in others)
    return shared and (verb.nbor().dep == "cc" or verb.nbor().lower == ",")


def is_predicate(token: Token) -> bool:
    """A verb in a clausal place, or anything with a linking verb."""
    if token.dep in _ATTRIBUTIVE:
        return False
    if "cop" in token.child_deps:
        return True
    if token.pos not in ("VERB", "AUX") or token.dep not in _CLAUSAL:
        return False
    return not (token.dep == "appos" and token.pos != "VERB")


def has_copula(token: Token) -> bool:
    """A predicate with a linking verb; not the verb of "the problem is that they left", which is a clause of its own."""
    kinds = token.child_deps
    return "cop" in kinds and not ("nsubj:outer" in kinds and token.pos == "VERB") and not is_prospective(token)


def is_linking(token: Token) -> bool:
    """A verb that links its subject to what stands in its complement ("remained an ally")."""
    linking = token.pos in ("VERB", "AUX") and token.lemma in token.words.all_linking
    return linking and linked_to(token) is not None


def linked_to(verb: Token) -> Token | None:
    """The nominal or adjectival complement of a verb."""
    if "xcomp" not in verb.child_deps or "obj" in verb.child_deps:
        return None
    return next(
        (
            child
            for child in verb.children
            if child.dep == "xcomp" and not is_predicate(child) and child.pos not in ("VERB", "AUX")
        ),
        None,
    )


def is_singled_out(noun: Token) -> bool:
    """Somebody who does what the infinitive behind the noun says: "the first woman to win", "the youngest member to speak", "among those to
    leave"; not "the first attempt to leave"."""
    if noun.lower in noun.words.picked:
        return True
    return (is_somebody(noun) or noun.ent_type == "NORP") and any(
        child.dep in ("amod", "advmod") and (child.lower in noun.words.singled_out or "Degree=Sup" in child.morph.feats)
        for child in noun.children
    )


def is_passive(token: Token) -> bool:
    """A verb whose grammatical subject is its patient."""
    if token.pos not in ("VERB", "AUX"):
        return False
    if not token.child_deps.isdisjoint(("aux:pass", "nsubj:pass")):
        return True
    oblique = not token.child_deps.isdisjoint(("obl", "obl:agent")) and token.child_deps.isdisjoint(SUBJECTS)
    reduced = token.dep == "acl" and token.is_past and oblique  # "shells fired from the hill", whatever its tag
    if (token.is_past_participle and token.dep in ("acl", "advcl")) or reduced:
        kinds = token.child_deps
        named = token.lower_lemma in token.words.naming and token.dep == "acl"  # "a group called the Red Hand"
        if "aux" not in kinds and (named or "obj" not in kinds):
            return True
    return (
        _headline_passive(token)
        or _done_to_object(token)
        or (
            token.dep == "conj"
            and (token.is_past_participle or _before_participle(token))
            and is_passive(token.head)
            and token.child_deps.isdisjoint(("aux", "nsubj"))
        )
    )


def _before_participle(verb: Token) -> bool:
    """A past form between participles is one: "was arrested, *tried* and jailed"."""
    later = (child for child in verb.head.rights if child.dep == "conj" and child.i > verb.i)
    bare = "obj" not in verb.child_deps and verb.is_past
    return bare and any(
        one.is_past_participle and one.child_deps.isdisjoint(("aux", "aux:pass", "obj")) for one in later
    )


def _done_to_object(participle: Token) -> bool:
    """What is done to the object of the verb above: "reported three soldiers *killed*", "left nine people *injured*"."""
    kinds = participle.child_deps
    bare = participle.is_past_participle and kinds.isdisjoint(("mark", "aux", "obj", *SUBJECTS))
    return bare and participle.dep == "xcomp" and "obj" in participle.head.child_deps


def quotes_only(verb: Token, inner: Token) -> bool:
    """ "signs that read "silenced"": what is read is no act."""
    return inner.parse[inner.left_edge.i].is_quote and inner.parse[inner.i - 1].is_quote and verb.i < inner.i - 1


def chain_of(head: Token) -> list[Token]:
    """The verbs that share a subject, from `head` inwards."""
    chain = [head]
    while True:
        verb = chain[-1]
        if not verb.child_deps.isdisjoint(("obj", "iobj")) or addressee(verb) is not None:
            return chain
        if len(chain) > 1 and "cop" in verb.child_deps:
            return chain
        inner = next(
            (child for child in verb.children if child.dep == "xcomp" and is_predicate(child) and child.i > verb.i),
            None,
        )
        if inner is None or quotes_only(verb, inner) or not inner.child_deps.isdisjoint(SUBJECTS):
            return chain
        chain.append(inner)


def addressee(verb: Token) -> Token | None:
    """Who is called on, appealed to ... to do something."""
    prepositions = verb.words.addressee.get(verb.lower_lemma)
    if prepositions is None or not any(
        child.dep in ("xcomp", "advcl") and to_infinitive(child) for child in verb.children
    ):
        return None
    return next((child for child in verb.children if child.dep == "obl" and case_of(child) in prepositions), None)


def is_relative(token: Token) -> bool:
    """A relative or interrogative pronoun."""
    return token.lower in token.words.relative and "Rel" in token.morph.pron_type and token.pos != "ADV"


def inverted(verb: Token) -> bool:
    """An auxiliary before the subject of an adverbial clause without a mark: "had it known"."""
    if not verb.child_deps.isdisjoint(("mark", "expl")) or verb.child_deps.isdisjoint(_AUXILIARIES):
        return False  # "there had been reports"
    subject = next((child for child in verb.children if child.dep in ("nsubj", "nsubj:pass")), None)
    return subject is not None and any(
        child.dep in ("aux", "cop") and child.lower in verb.grammar.inverted_auxiliaries and child.i < subject.i
        for child in verb.children
    )


def conditional(clause: Token) -> bool:
    """ "if ...", "unless ...", "had it known"."""
    marks = (child.lower for child in clause.children if child.dep == "mark")
    return inverted(clause) or any(mark in clause.words.conditions for mark in marks)


def _with_auxiliaries(verb: Token) -> list[Token]:
    return [verb, *(child for child in verb.children if child.dep in _AUXILIARIES)]


def is_finite(verb: Token) -> bool:
    """A predicate with a tense, of its own or of an auxiliary."""
    words = _with_auxiliaries(verb)
    return any(word.is_finite for word in words)


def to_infinitive(token: Token) -> bool:
    """A verb with "to" before it."""
    if token.child_deps.isdisjoint(("mark", "aux")):
        return False
    marker = token.grammar.infinitive_marker
    return any(child.dep in ("mark", "aux") and child.lower == marker for child in token.children)


def speech_above(participle: Token) -> Token | None:
    """The verb of saying that "adding ...", "warning ..." goes on from, although the parser hung it on what is said."""
    if participle.lower_lemma not in participle.words.say or not participle.is_gerund:
        return None
    return next(
        (token for token in participle.ancestors if token.lower_lemma in participle.words.say and is_predicate(token)),
        None,
    )


def governing(noun: Token) -> Token | None:
    """The predicate whose subject has what a noun names: of "has a plan to leave", "is in the process of leaving"."""
    if case_of(noun) and has_copula(noun):
        return noun
    return noun.head if noun.dep == "obj" and is_predicate(noun.head) else None


def in_headline(verb: Token) -> bool:
    """A sentence without a mark at its end."""
    words = [token for token in verb.sentence if not token.is_space]
    return not words[-1].is_punct


def is_aside(verb: Token) -> bool:
    """A verb of saying or thinking and who does so, set off by commas: "a move whose cost, CBS noted, was high"."""
    if (subject := subject_in(verb)) is None or subject.lower == verb.grammar.addressed or not subject.left_edge.i:
        return False
    start, behind = subject.left_edge, verb.parse[min(verb.i + 1, len(verb.parse) - 1)]
    said = verb.lower_lemma in verb.words.say_or_think and "," in (start.text, start.nbor(-1).text)
    return said and behind.text in (",", ".")


def second_object(verb: Token) -> Token | None:
    """Of two objects of a verb of calling or making, the second: what the first one is called, or becomes."""
    if "obj" not in verb.child_deps:
        return None
    objects = [child for child in verb.rights if child.dep == "obj"]
    names = verb.lower_lemma in verb.words.judge | verb.words.naming | verb.words.raising
    return objects[1] if names and len(objects) == 2 else None


def relative_in(subject: Token) -> Token | None:
    """The relative pronoun of a subject: "who", "some of whom"."""
    words = (subject, *(child for child in subject.children if child.dep == "nmod"))
    return next((word for word in words if is_relative(word)), None)


def is_description(noun: Token) -> bool:
    """What a linking verb says of somebody or something: "is a chemist"; not "it was Peru", "these are rebels"."""
    if not has_copula(noun) or noun.pos != "NOUN" or not noun.child_deps.isdisjoint(("expl", "case")):
        return False
    subject = next((child for child in noun.children if child.dep in _INNER_SUBJECTS), None)
    pointing = subject is None or subject.lower in noun.words.anaphoric
    denied = any(child.lower in noun.words.negations for child in noun.children)
    return not (pointing or denied)


def main_clause(verb: Token) -> Token:
    """The verb itself, or for a participle after a noun the predicate above it: "credits it with lives saved since opening"."""
    if verb.dep != "acl" or not is_passive(verb):
        return verb
    return next((above for above in verb.ancestors if is_predicate(above) and above.dep != "acl"), verb)


def owner_of(noun: Token) -> Token | None:
    """Who has a plan, makes a push: possessor, "by"-phrase, or "of"-phrase of a noun; not "a letter of intent"."""
    for wanted in ("nmod:poss", *noun.grammar.owner):
        for child in noun.children:
            if child.lower_lemma in noun.words.plan_nouns:
                continue
            if child.dep == wanted or (child.dep == "nmod" and case_of(child) == wanted):
                return child
    return None


def is_instrument(noun: Token) -> bool:
    """A text that does what it was made for: "a resolution to expel the envoy"; a pact is what its parties do, and so is a letter of
    intent."""
    written = noun.language.noun_types.noun_types.get(noun.lower_lemma) == "Work"
    meant = (child for child in noun.rights if case_of(child) == noun.grammar.genitive)
    plan = any(child.lower_lemma in noun.words.plan_nouns for child in meant)
    return written and noun.lower_lemma not in noun.words.reciprocal_nouns and not plan


def is_time(token: Token) -> bool:
    """A word that names a time."""
    return (
        token.ent_type == "DATE" or token.lower in token.words.time_nouns or token.lower_lemma in token.words.time_nouns
    )


def before_noun(noun: Token) -> list[Token]:
    """Adjectives and compounds before a noun, with what hangs on them; of a participle only itself: "a London-based bank"."""
    direct = [child for child in noun.lefts if child.dep in ("amod", "compound", "nmod:desc")]
    found = [token for child in direct for token in ([child] if child.pos == "VERB" else child.subtree)]
    return [token for token in found if token.dep in ("amod", "compound", "nmod:desc", "flat")]


def noun_key(noun: Token) -> str:
    """Lemma of a relational noun with the words that make it another role: "vice president", "defense minister"."""
    words = [
        token.lower
        for token in before_noun(noun)
        if (token.lower in noun.words.role_modifiers and token.ent_type != "ORG")
        or (token.dep == "compound" and not token.ent_type)
        or (token.pos == "NOUN" and not token.ent_type)
    ]
    own = [word for word in words if word != noun.lower]
    before = (child.lower for child in noun.lefts if child.dep == "advmod")
    former = next((word for word in before if word in noun.grammar.former_adverbs), None)
    if former is not None:  # "the then foreign minister", "previously an ally of Peru"
        own.insert(0, former)
    return " ".join([*own, noun.lower_lemma])


def tense_of(verb: Token) -> str:
    """Past, present or future of the finite verb of a chain."""
    words = _with_auxiliaries(verb)
    if any(word.lower in verb.grammar.future for word in words):
        return "future"
    if any(word.is_past for word in words):
        return "past"
    if any(word.lemma == verb.grammar.perfect_auxiliary and word.dep == "aux" for word in words):
        return "past"
    return "present" if any(word.is_present for word in words) else ""


def is_beside(adverb: Token, verb: Token) -> bool:
    """ "sharply improved", "falls steadily": a single adverb right before or behind its verb belongs to the relation's words."""
    plain = adverb.dep == "advmod" and adverb.pos == "ADV" and not adverb.children
    return plain and abs(adverb.i - verb.i) == 1


def that_below(verb: Token) -> list[Token]:
    """The "that" of what is said: "said that", "told him that"."""
    clauses = [child for child in verb.children if child.dep == "ccomp"]
    marks = [mark for clause in clauses for mark in clause.children if mark.dep == "mark"]
    return [mark for mark in marks if mark.lower == verb.grammar.complementizer and mark.i > verb.i]


def is_prospective(verb: Token) -> bool:
    """ "is to visit", "are to be held": a form of "be" before "to"; but "the aim is to visit" says what the aim is."""
    if "mark" not in verb.child_deps:
        return False
    grammar = verb.grammar
    to = next(
        (child for child in verb.children if child.dep == "mark" and child.lower == grammar.infinitive_marker), None
    )
    before = {
        child.dep for child in verb.children if to is not None and child.lemma == grammar.copula and child.i < to.i
    }
    subject = next((child for child in verb.children if child.dep == "nsubj"), None)
    somebody = (
        subject is not None and (subject.pos == "PROPN" or subject.is_personal) and subject.lower != grammar.expletive
    )
    return bool(before & {"aux", "aux:pass"}) or ("cop" in before and verb.pos == "VERB" and somebody)


def coordinated_with(verb: Token) -> Token:
    """What a coordinated verb stands beside: "said its troops will stay and urged ..." is what it said and urged.

    A finite verb without a subject does not go with an infinitive, whatever the parser thinks, but with the verb above that.
    """
    first, above = verb.head, verb.head.head
    finite = (verb.is_past or verb.is_present) and verb.child_deps.isdisjoint(SUBJECTS | _AUXILIARIES)
    bare = first.is_infinitive and (
        to_infinitive(first) or any(child.is_finite and child.dep == "aux" for child in first.children)
    )
    climbs = finite and bare and first.dep in ("ccomp", "xcomp") and is_finite(above) and is_predicate(above)
    return above if climbs else first


def adjacent(governor: Token, token: Token) -> bool:
    """Only words of the governor itself (a particle) stand between a verb and what follows it."""
    return all(
        between.head == governor and between.dep in ("compound:prt", "advmod")
        for between in token.parse[governor.i + 1 : token.i]
    )


def clefted(clause: Token) -> bool:
    """ "it was (not) Peru that attacked": as far as it is so that it was Peru."""
    noun = clause.head
    kinds = {child.dep: child.lower for child in noun.children}
    return (
        clause.dep == "acl:relcl"
        and "cop" in kinds
        and clause.grammar.expletive in (kinds.get("expl"), kinds.get("nsubj"))
    )


def either_or(verb: Token) -> bool:
    """One of two predicates joined by "or": "attacked or invaded"."""
    first = verb.head if verb.dep == "conj" else verb
    if "conj" not in first.child_deps:
        return False
    others = [child for child in first.children if child.dep == "conj" and is_predicate(child)]
    return is_predicate(first) and any(
        sub.dep == "cc" and sub.lower == verb.grammar.disjunction for other in others for sub in other.children
    )


def is_imperative(token: Token) -> bool:
    """A bare verb as the whole sentence: "leave the town"."""
    if token.dep != "ROOT" or not token.is_infinitive or token.pos != "VERB":
        return False
    return token.child_deps.isdisjoint(("nsubj", "aux", "mark", "csubj", "nsubj:pass"))


def asks(content: Token, verb: Token, child: Token) -> bool:
    """ "was asked by the ministry to leave": the ministry holds the request, and has no part in the leaving."""
    asked = verb is not content and verb.lower_lemma in content.words.request and is_passive(verb)
    return asked and case_of(child) == child.grammar.passive_agent


def is_content_clause(clause: Token) -> bool:
    """A clause below a noun that says what that is about: "the report that they left", whatever became of "that"."""
    return "mark" in clause.child_deps or (clause.dep == "acl" and not clause.child_deps.isdisjoint(SUBJECTS))
