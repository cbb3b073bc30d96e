"""Who is cited beside a clause: "according to X", "in X's view", "by one account"."""

from __future__ import annotations

from kg.extraction.prepositions import case_of, cases_of
from kg.extraction.syntax import is_passive, is_predicate, owner_of
from kg.parse import Token


def is_cited(noun: Token) -> bool:
    """ "according to X"; not "acted according to the law", which is how it was done."""
    return case_of(noun).startswith(noun.words.citing) and not _is_norm(noun)


def _is_norm(noun: Token) -> bool:
    first = cases_of(noun)[0]
    behind = noun.i > noun.head.i and first.nbor(-1).text != ","
    return behind and noun.lower_lemma in noun.words.norms


def is_citing(noun: Token) -> bool:
    """Who says it: "according to X"; also "in the words of X", "in X's view", "by one account"."""
    case = case_of(noun)
    if is_cited(noun):
        return True
    cited = noun.lower_lemma in noun.words.citing_nouns.get(case, ())
    if noun.dep == "nmod" and not is_predicate(noun.head):  # "with tears in her eyes"
        return False
    if case == noun.grammar.passive_agent and _does_it(noun):
        return False
    return cited and (case != noun.grammar.inessive or owner_of(noun) is not None)


def _does_it(noun: Token) -> bool:
    """Behind a passive without a comma, and no custom: "was hurt by reports of fraud"; but "is regarded by tradition as a gift"."""
    told = noun.is_plural or "det" in noun.child_deps
    return told and is_passive(noun.head) and noun.i > noun.head.i and cases_of(noun)[0].nbor(-1).text != ","
