"""spaCy's English tokenizer, with what Universal Dependencies do otherwise.

Runs of one sign are one token, a slash between words stands alone, a hyphen behind a prefix splits nothing ("anti-tank", "co-chair").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import srsly
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

RUNS = [rf"{sign}{{2,}}" for sign in ("=", r"\*", "_", "~", "#", "<", ">", r"[!?]", r"\$", r"\+")] + [r"-{2,}"]
BETWEEN_WORDS = [
    r"(?<=[A-Za-z]{2})/(?=[A-Za-z]{2})",  # "and/or"
    r"(?<=[A-Za-z])[!?]+(?=[A-Za-z])",  # "left?Nobody"
    r"(?<=[A-Za-z0-9])[()\[\]](?=[A-Za-z0-9(\[])",  # "party(which", "one)two"
    r"(?<=[)\]])[()\[\]](?=\w)",
    r'(?<=\w)["“”](?=\w)',
    r"(?<=[A-Z]\.)-(?=[A-Za-z]{2}|[A-Z]\.[A-Z])",  # "U.S.-led"; not "J.-P. Rey"
]
NAME = "kg.LinearTokenizer.v1"  # in the configuration of a pipeline
NEAR_END = 256  # characters; only runs of one sign are longer suffixes
# abbreviations that spaCy splits from their stop, and that are never words of their own
ABBREVIATIONS = (
    "Messrs. Capt. Cmdr. Maj. Brig. Lt. Col. Sgt. Cpl. Pvt. Insp. Supt. Drs. Reps. Sens. Sts. Sr. Dept. Assn. Univ. Ave. Blvd. Ft. Nos. "
    "Tex. Vt. Wyo. approx. etc.".split()
)
WHOLE = ("and/or",)  # what spaCy keeps in one piece
# prefixes that stay with their word (https://universaldependencies.org/en/#tokenization-and-word-segmentation)
PREFIXES = "anti co counter cross e ex inter intra micro mid mini multi neo non over post pre pro psycho re semi socio sub".split()


def adapt(nlp: Language) -> None:
    """Give a blank English pipeline the tokenizer of the packaged reader."""
    defaults = nlp.Defaults
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    tokenizer.prefix_search = compile_prefix_regex([*RUNS, *(defaults.prefixes or ())]).search
    tokenizer.suffix_search = compile_suffix_regex([*RUNS, *(defaults.suffixes or ())]).search
    infixes = [_but_prefixes(str(infix)) for infix in defaults.infixes or ()]
    tokenizer.infix_finditer = compile_infix_regex([*RUNS, *infixes, *BETWEEN_WORDS]).finditer
    tokenizer.rules = {text: parts for text, parts in (tokenizer.rules or {}).items() if text not in WHOLE}
    for text in ABBREVIATIONS:
        tokenizer.add_special_case(text, [{"ORTH": text}])
    tokenizer.add_special_case("wanna", [{"ORTH": "wan"}, {"ORTH": "na"}])


@dataclass(frozen=True, slots=True)
class SuffixPattern:
    """A pattern of suffixes that finds what the whole text gives, mostly by a look at its end.

    spaCy searches from the start of a word again for each suffix that it takes off: quadratic in a run of emoji or of brackets.
    """

    whole: re.Pattern[str]

    @property
    def pattern(self) -> str:
        """What spaCy writes to disk."""
        return self.whole.pattern

    def search(self, text: str) -> re.Match[str] | None:
        """The suffix of `text`; a match has its length, and not its place."""
        if len(text) > NEAR_END:
            found = self.whole.search(text[-NEAR_END:])
            if found is None or found.start() > NEAR_END // 2:  # what is looked at before a suffix is there, too
                return found
        return self.whole.search(text)


def look_near_end(tokenizer: object) -> None:
    """Have a tokenizer of spaCy's take linear time for suffixes; the tokens stay the same."""
    whole = getattr(getattr(tokenizer, "suffix_search", None), "__self__", None)
    if isinstance(tokenizer, Tokenizer) and isinstance(whole, re.Pattern):
        tokenizer.suffix_search = SuffixPattern(whole).search


class LinearTokenizer(Tokenizer):  # type: ignore[misc]  # spaCy does not say what it is
    """A tokenizer of spaCy's that looks near the end, and reads its special cases once.

    spaCy reads all of them again for each pattern that is set behind them, which takes as long as to load the network.
    """

    def from_bytes(self, bytes_data: bytes, *, exclude: Iterable[str] = ()) -> LinearTokenizer:
        """Read what `to_bytes` of a tokenizer wrote: its patterns, then its special cases."""
        super().from_bytes(bytes_data, exclude=[*exclude, "exceptions"])
        look_near_end(self)
        if "exceptions" not in exclude:
            self.rules = srsly.msgpack_loads(bytes_data)["exceptions"]
        return self


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """Factory for spaCy: a tokenizer without rules, to be read from disk; spaCy's own makes those of English first."""
    return lambda nlp: LinearTokenizer(nlp.vocab)


def _but_prefixes(infix: str) -> str:
    """spaCy's rule for hyphens between letters, not behind a prefix."""
    if "(?:-|" not in infix:
        return infix
    spared = "".join(rf"(?<!\b{form})" for prefix in PREFIXES for form in (prefix, prefix.title()))
    return spared + infix
