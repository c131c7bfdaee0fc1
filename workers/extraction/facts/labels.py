"""Numbers that are no quantities: dates, clock times, names, addresses, list and phone numbers, scores of nothing.

Each rule looks only at the tokens around one number, so the whole stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..lexicon import load_words
from .nouns import word_class
from .numbers import Numeral
from .tokens import Token
from .units import is_currency_sign

_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_ZONES = frozenset("am pm a.m p.m gmt utc bst cet est edt pst pdt ist et pt noon midnight o'clock o’clock hrs".split())
# Letters that may be joined to a number by a hyphen without making it a name ("sub-7 nanometre", "minus-260 degrees").
_OPEN_PREFIXES = frozenset("sub minus under over plus pre mid post near to a from about and or up down nearly almost roughly some".split())
_CALENDAR = frozenset("in since by until till from of during before after between to through and late early mid around".split())
_IDIOM_BEFORE = frozenset("no this that which the every any each another last next only-one day square number".split())
_IDIOM_AFTER = frozenset(
    "day another thing more way time anothers who that which is was has had can could would should will "
    "might may must of's".split()
)
_STREETS = frozenset("street st avenue ave road rd lane drive boulevard blvd square court place terrace close crescent way".split())


@cache
def _name_nouns() -> frozenset[str]:
    return load_words("name_numbers.txt")


class LabelReader:
    """Tells whether a numeral of one article is a label and no quantity."""

    def __init__(self, text: str, tokens: Sequence[Token], block_starts: frozenset[int]) -> None:
        self._text = text
        self._tokens = tokens
        self._block_starts = block_starts
        self._loud = self._loud_sentences()

    def is_label(self, numeral: Numeral) -> bool:
        """Whether ``numeral`` names, dates or lists something; judged before its unit is known."""
        if numeral.form == "words":
            return self._is_name_word(numeral) or self._is_pronoun(numeral)
        return (
            self._is_ordinal(numeral)
            or self._is_joined(numeral)
            or self._is_clock(numeral)
            or self._is_day(numeral)
            or self._is_numbered_date(numeral)
            or self._is_list_number(numeral)
            or self._is_phone(numeral)
            or self._is_address(numeral)
        )

    def is_bare_label(self, numeral: Numeral) -> bool:
        """Whether ``numeral``, which has no unit of its own, is a year or follows the noun or name that it numbers."""
        before = self._near(numeral.first, -1)
        if self._is_year(numeral):
            return True
        if before is None or before.kind != "word":
            return before is not None and before.text == "#"
        word = before.lower.removesuffix("s")
        if word in _name_nouns() or before.lower in _name_nouns():
            return True
        if numeral.form == "words":
            return before.lower in ("top", "bottom")
        if before.lower in ("top", "bottom") or self._is_code(numeral):
            return True
        function_word = len(before.lower) > 3 and before.text[1:].islower() and word_class(before.lower) == "F"
        if before.sentence in self._loud or function_word or before.lower.endswith(("'s", "’s")):
            return False
        cased = any(letter.isupper() for letter in before.text)
        return cased and not self._opens_sentence(numeral.first - 1) and before.lower not in _MONTHS

    def _is_code(self, numeral: Numeral) -> bool:
        """A leading zero, or five digits and more before a capital ("90049 ZIP Code")."""
        text, after = self._tokens[numeral.first].text, self._near(numeral.end - 1, 1)
        long = bool(re.fullmatch(r"[1-9]\d{4,}", text)) and after is not None and after.capital
        return long or bool(re.fullmatch(r"0\d+", text))

    def is_year_like(self, numeral: Numeral) -> bool:
        """Whether the digits could be a year: four of them, no separator, 1000 to 2100."""
        text = self._tokens[numeral.first].text
        return numeral.form == "digits" and numeral.end == numeral.first + 1 and bool(re.fullmatch(r"1\d{3}|20\d\d|2100", text))

    def _near(self, at: int, step: int) -> Token | None:
        """The token ``step`` away from ``at`` if it is in the same sentence."""
        index = at + step
        if not 0 <= index < len(self._tokens) or self._tokens[index].sentence != self._tokens[at].sentence:
            return None
        return self._tokens[index]

    def _word(self, at: int) -> str:
        return self._tokens[at].lower if 0 <= at < len(self._tokens) else ""

    def _opens_sentence(self, at: int) -> bool:
        before = self._tokens[at - 1] if at else None
        if before is None or before.sentence != self._tokens[at].sentence or at in self._block_starts:
            return True
        return before.kind == "mark" and before.text not in ",&'’-/." 

    def _loud_sentences(self) -> frozenset[int]:
        """Sentences in capitals or title case, where a capital says nothing."""
        words: dict[int, int] = {}
        capitals: dict[int, int] = {}
        for token in self._tokens:
            if token.kind == "word" and len(token.text) > 3:
                words[token.sentence] = words.get(token.sentence, 0) + 1
                capitals[token.sentence] = capitals.get(token.sentence, 0) + token.capital
        return frozenset(s for s, n in words.items() if n > 2 and capitals[s] >= 0.8 * n)

    # -- numbers in words ---------------------------------------------------------------------------------------------

    def _is_name_word(self, numeral: Numeral) -> bool:
        """ "the Big Ten", "Group of Seven": a capital within a sentence."""
        token = self._tokens[numeral.first]
        if not token.capital or self._opens_sentence(numeral.first) or token.sentence in self._loud:
            return False
        before = self._near(numeral.first, -1)
        return before is not None and (before.kind == "word" or before.text == "-")

    def _is_pronoun(self, numeral: Numeral) -> bool:
        """ "one" that stands for a noun or belongs to an idiom; zero as part of a word."""
        if numeral.end != numeral.first + 1 or numeral.share:
            return False
        word, before, after = self._word(numeral.first), self._word(numeral.first - 1), self._word(numeral.end)
        if word == "zero" or before == "at" and after == "in" and self._word(numeral.end + 1) == "the":
            return True
        if before == "-" and self._tokens[numeral.first].glued and self._word(numeral.first - 2) not in ("of", "sub", "under", "over"):
            return True
        if word != "one":
            return False
        if after in ("hand", "point", "side"):
            return before in ("on", "at", "the")
        if before in _IDIOM_BEFORE or after in _IDIOM_AFTER:
            return True
        hyphen = after == "-" and self._tokens[numeral.end].glued
        return hyphen and self._word(numeral.end + 1) not in ("room", "bedroom", "storey", "story", "year", "day", "hour", "mile", "page")

    # -- numbers in digits --------------------------------------------------------------------------------------------

    def _is_ordinal(self, numeral: Numeral) -> bool:
        after = self._near(numeral.end - 1, 1)
        return after is not None and after.glued and after.lower in ("st", "nd", "rd", "th", "s")

    def _is_joined(self, numeral: Numeral) -> bool:
        """ "F-16", "COVID-19", "G7", "A4", "iPhone 11" is another rule; "5G", "4x4"."""
        first, tokens = numeral.first, self._tokens
        if first and tokens[first].glued:
            before = tokens[first - 1]
            if before.kind == "word" and before.text[-1].isalpha() and not self._is_sign(before):
                return True
            if before.text in "-‑–" and before.glued and first > 1:
                stem = tokens[first - 2]
                if stem.kind == "word":
                    return stem.lower not in _OPEN_PREFIXES
            if before.text in "/\\@_":
                return first > 1 and tokens[first - 2].kind == "word" and tokens[first - 2].glued
        after = tokens[numeral.end] if numeral.end < len(tokens) else None
        return after is not None and after.glued and after.text in ("G", "D", "x", "P")

    def _is_sign(self, token: Token) -> bool:
        """Currency letters may stand right before digits: "USD34", "Rs10", "RM3"; a hyphen before them says it is a name."""
        return is_currency_sign(token.text)

    def _is_clock(self, numeral: Numeral) -> bool:
        first, end = numeral.first, numeral.end
        before, after = self._word(first - 1), self._word(end)
        if before == "·":
            return True
        if after in _ZONES or after in ("a", "p") and self._word(end + 1) == "." and self._word(end + 2) == "m":
            return True
        colon_after = after == ":" and self._tokens[end].glued and end + 1 < len(self._tokens) and self._tokens[end + 1].glued
        if colon_after and self._tokens[end + 1].kind == "digits":
            return True
        if before == ":" and self._tokens[first].glued and first > 1 and self._tokens[first - 2].kind == "digits":
            return True
        digits = self._tokens[first].text
        return bool(re.fullmatch(r"[0-2]?\d\.[0-5]\d", digits)) and self._closes_clause(end) and before in ("at", "kl", "klokken")

    def _closes_clause(self, at: int) -> bool:
        return at >= len(self._tokens) or self._tokens[at].kind == "mark" or self._tokens[at].lower in ("on", "and", "to", "when", "updated")

    def _is_day(self, numeral: Numeral) -> bool:
        """The day beside a month's name."""
        digits = self._tokens[numeral.first].text
        if not (digits.isdigit() and len(digits) <= 2) or not 1 <= int(digits) <= 31:
            return False
        before = self._word(numeral.first - (2 if self._word(numeral.first - 1) == "." else 1))
        after = self._word(numeral.end)
        month_before = before in _MONTHS and self._tokens[numeral.first - 1].text[0].isupper() or before in _MONTHS - {"may", "march", "mar"}
        month_after = after in _MONTHS and self._tokens[numeral.end].capital
        return month_before or month_after or self._in_day_range(numeral)

    def _in_day_range(self, numeral: Numeral) -> bool:
        """ "3-5 March", "May 3 to 5", "October 14, 15": the other day of a range of days."""
        step = numeral.end
        if self._word(step) in ("-", "–", "to", "and") and self._word(step + 1).isdigit() and len(self._word(step + 1)) < 3:
            return self._word(step + 2) in _MONTHS and self._tokens[step + 2].capital
        if self._word(numeral.first - 1) in ("-", "–") and self._word(numeral.first - 2).isdigit():
            return self._word(numeral.first - 3) in _MONTHS
        return False

    def _is_numbered_date(self, numeral: Numeral) -> bool:
        """ "01.11.2024", "2024-10-31", "11/9/2001"."""
        token = self._tokens[numeral.first]
        if token.text.count(".") == 2 and re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{2,4}", token.text):
            return True
        around = self._text[max(0, token.start - 8) : token.end + 8]
        return any(
            match.start() < token.end - max(0, token.start - 8) and match.end() > token.start - max(0, token.start - 8)
            for match in re.finditer(r"(?<!\d)(?:\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}-\d{1,2}-\d{4})(?!\d)", around)
        )

    def _is_list_number(self, numeral: Numeral) -> bool:
        if not self._opens_sentence(numeral.first) or not self._tokens[numeral.first].text.isdigit():
            return False
        after = self._tokens[numeral.end] if numeral.end < len(self._tokens) else None
        return numeral.first in self._block_starts and after is not None and after.glued and after.text in ".)"

    def _is_phone(self, numeral: Numeral) -> bool:
        token = self._tokens[numeral.first]
        left = self._text[max(0, token.start - 16) : token.start]
        right = self._text[token.end : token.end + 16]
        chained = len(re.findall(r"[-  ]\d{2,4}\b", right)) + len(re.findall(r"\b\d{1,4}[- ](?=\d|$)", left + "0")) - 1
        dashed = bool(re.match(r"-\d{3}-?\d{3,4}", right)) or bool(re.search(r"\d{3}-$", left)) and len(token.text) >= 3
        return dashed and "–" not in right[:1] or "+" in left[-1:] and len(token.text) <= 3 and chained >= 2 or self._in_phone(left)

    def _in_phone(self, left: str) -> bool:
        return bool(re.search(r"(?:\+\d{1,3}|[Tt]el\.?:?|[Pp]hone:?)[ \d]*$", left))

    def _is_address(self, numeral: Numeral) -> bool:
        """ "16-18 Industrial Avenue", "10 Downing Street"."""
        ahead = [t for t in self._tokens[numeral.end : numeral.end + 5] if t.sentence == self._tokens[numeral.first].sentence]
        if len(ahead) > 1 and ahead[0].text in "-–" and ahead[1].kind == "digits":
            ahead = ahead[2:]
        for count, token in enumerate(ahead[:4]):
            if not token.capital:
                return False
            if count and token.lower in _STREETS:
                return True
        return False

    def _is_year(self, numeral: Numeral) -> bool:
        if not self.is_year_like(numeral):
            return self._is_short_year(numeral)
        return True

    def _is_short_year(self, numeral: Numeral) -> bool:
        """ "'98", "2019-20", "1994/95"."""
        token = self._tokens[numeral.first]
        before = self._near(numeral.first, -1)
        if before is None or not token.glued or len(token.text) != 2:
            return False
        if before.text in "'’":
            return not before.glued
        year = self._near(numeral.first, -2)
        return before.text in "-–/" and before.glued and year is not None and bool(re.fullmatch(r"(?:19|20)\d\d", year.text))
