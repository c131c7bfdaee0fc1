"""The text as tokens with offsets, and the sentence and block each stands in.

Words keep inner hyphens and apostrophes ("Nguyen-Lie", "O’Brien"); possessive and contracted endings ("’s", "’ll") and
punctuation are tokens of their own; initials and common abbreviations keep their full stop ("J.", "U.S.", "Dr.").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from ..document import Layout
from ..types import Span

_TOKEN = re.compile(
    r"""
    @\w+                                                          # a handle
    | \d+(?:-[^\W\d_]+)+                                          # 54-year-old
    | \d[\d.,]*\d | \d                                            # a number
    | (?:[^\W\d_]\.){2,}                                          # U.S., P.K.
    | \b(?:Mr|Mrs|Ms|Smt|Shri|Sri|Dr|Prof|Assoc|Asst|Sens?|Reps?|Gov|Del|Hon|Rev|St|Jr|Sr|Ma|Mme|Mlle|Eng|Ing|Atty
        |Lt|Col|Gen|Maj|Capt|Sgt|Cpl|Adm|Cmdr|Cdr|Brig|Supt|Insp|[Rr]et|Inc|Corp|Ltd|Co
        |Engr|Barr|Mohd|Adv|Arc|Ald|Cllr|Det|Surv)\.
    | \b(?<!\bon[ ](?=X))[A-ZÀ-ÖØ-Þ]\.(?=\s?[A-ZÀ-ÖØ-Þ])          # an initial before another capital, no post "on X."
    | ['’](?:s|d|ll|re|ve|m)\b                                    # possessive and contracted endings
    | [^\W_]+(?:(?:-|['’](?!(?:s|d|ll|re|ve|m)\b))[^\W_]+)*       # a word
    | --+ | \.\.\.+
    | [^\w\s]
    """,
    re.VERBOSE,
)  # fmt: skip

_PARTICLE = re.compile(r"(?:al|el|ul|an|ar|as|ash|at|az|ad|d|l)[-'’][A-ZÀ-ÖØ-Þ]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel tuples, one entry a token. ``sentence`` and ``block`` are indices into the layout."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    lower: tuple[str, ...]
    capital: tuple[bool, ...]
    sentence: tuple[int, ...]
    layout: Layout
    first_of_sentence: tuple[int, ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: int) -> int:
        """The index of the first token that ends after ``offset``; ``len`` when there is none."""
        return bisect_right(self.ends, offset)

    def within(self, span: Span) -> range:
        """The indices of the tokens that start inside ``span``."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def span(self, first: int, last: int) -> Span:
        """The range from token ``first`` to the token before ``last``."""
        return Span(self.starts[first], self.ends[last - 1])

    def slice(self, first: int, last: int) -> str:
        """The text from token ``first`` to the token before ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def sentence_range(self, sentence: int) -> range:
        """The tokens of a sentence."""
        return range(self.first_of_sentence[sentence], self.first_of_sentence[sentence + 1])

    def block(self, index: int) -> int:
        """The block that token ``index`` stands in."""
        return self.layout.sentences[self.sentence[index]].block

    def word(self, index: int) -> str:
        """The lower-case word at ``index``; empty beyond either end of the text."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def same_sentence(self, first: int, second: int) -> bool:
        """Whether both indices exist and stand in one sentence."""
        return 0 <= first < len(self) and 0 <= second < len(self) and self.sentence[first] == self.sentence[second]


def _is_capital(word: str) -> bool:
    """Whether a word is written as a name: by its first letter, or behind an article or particle ("al-Amal")."""
    return word[0].isupper() or word[0] == "@" or _PARTICLE.match(word) is not None


def tokenise(text: str, layout: Layout) -> Tokens:
    """The tokens of ``text``; a token outside every sentence counts to the sentence before it. Linear in the text."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    for match in _TOKEN.finditer(text):
        starts.append(match.start())
        ends.append(match.end())
        words.append(match.group())
    sentence_starts = [sentence.start for sentence in layout.sentences]
    sentence = tuple(max(0, bisect_right(sentence_starts, start) - 1) for start in starts)
    firsts = [bisect_left(sentence, index) for index in range(len(layout.sentences) + 1)]
    return Tokens(
        text=text, starts=tuple(starts), ends=tuple(ends), words=tuple(words),
        lower=tuple(word.lower().replace("’", "'") for word in words),
        capital=tuple(_is_capital(word) for word in words),
        sentence=sentence, layout=layout, first_of_sentence=tuple(firsts),
    )  # fmt: skip
