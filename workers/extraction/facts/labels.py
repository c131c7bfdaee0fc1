"""Numbers that are no quantities: dates, clock times, names, addresses, list and phone numbers, scores of nothing.

Each rule looks only at the tokens around one number, so the whole stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..lexicon import load_words
from .contact_labels import ContactLabelReader
from .currencies import is_currency_sign
from .date_labels import MONTHS, DateLabelReader
from .list_labels import inline_numbers
from .nouns import word_class
from .numerals import Numeral
from .tokens import Token, TokenReader
from .words import word_set

# Letters that may be joined to a number by a hyphen without making it a name ("sub-7 nanometre", "minus-260 degrees").
_OPEN_PREFIXES = word_set("labels open prefixes")
_IDIOM_BEFORE = word_set("labels idiom before")
_IDIOM_AFTER = word_set("labels idiom after")
_NUMBERED = word_set("labels numbered")
_NUMBERED_TIMES = word_set("labels numbered times")
_SINGLING = word_set("labels singling")
_COUNTED_JOINED = word_set("labels counted joined")
_MODELS = ("Pro", "Max", "Mini", "Plus", "Ultra")
# So many tokens back stands the figure that a list of names and numbers begins with.
_LISTED = 8
_NTH = ("st", "nd", "rd", "th")
_COUNTING = ("about", "of", "than", "some", "nearly", "almost", "roughly", "and", "approximately", "over", "least")
_CALLING = ("call", "calling", "dial", "ring", "ringing", "text", "phone")


@cache
def _name_nouns() -> frozenset[str]:
    return load_words("name_numbers.txt")


class LabelReader(TokenReader):
    """Tells whether a numeral of one article is a label and no quantity."""

    def __init__(self, text: str, tokens: Sequence[Token], block_starts: frozenset[int]) -> None:
        super().__init__(tokens)
        self._text = text
        self._dates = DateLabelReader(text, tokens)
        self._contacts = ContactLabelReader(text, tokens)
        self._block_starts = block_starts
        self._loud = self._loud_sentences()
        self._listed = inline_numbers(tokens)

    def is_label(self, numeral: Numeral) -> bool:
        """Whether ``numeral`` names, dates or lists something; judged before its unit is known."""
        if numeral.form == "words":
            return self._is_name_word(numeral) or self._is_pronoun(numeral)
        return (
            self._is_ordinal(numeral)
            or self._is_joined(numeral)
            or self._dates.is_date(numeral)
            or self._is_list_number(numeral)
            or self._contacts.is_contact(numeral)
        )

    def is_bare_label(self, numeral: Numeral) -> bool:
        """Whether ``numeral``, which has no unit of its own, is a year or follows the noun or name that it numbers."""
        before = self._near(numeral.first, -1)
        if self._dates.is_year(numeral) and not (numeral.value == 1000 and before and before.lower in _COUNTING):
            return True  # but "about 1000 come from abroad"
        if before is None or before.kind != "word":
            numero = before is not None and before.text == "." and self._word(numeral.first - 2) in ("no", "nos")
            return before is not None and before.text == "#" or numero
        word = before.lower.removesuffix("s")
        if numeral.form != "mixed" and (word in _name_nouns() or before.lower in _name_nouns()):
            return True  # but "would cost the group 20 million"
        if before.lower in _CALLING and self._tokens[numeral.first].text.isdigit():
            return True
        if numeral.form == "words":
            return before.lower in ("top", "bottom")
        if before.lower in ("top", "bottom") or self._is_code(numeral):
            return True
        if self._is_listed(numeral, before):
            return False
        function_word = len(before.lower) > 3 and before.text[1:].islower() and word_class(before.lower) == "F"
        if before.sentence in self._loud or function_word or before.lower.endswith(("'s", "’s")):
            return False
        cased = any(letter.isupper() for letter in before.text)
        return cased and not self._opens_sentence(numeral.first - 1) and before.lower not in MONTHS

    def _is_listed(self, numeral: Numeral, name: Token) -> bool:
        """ "Norway won 12 medals, Sweden 9 and Finland 4": each name's number, after another figure."""
        at = numeral.first - 1
        while at and self._tokens[at].capital and self._same(at - 1, at):
            at -= 1
        after = self._word(numeral.end)
        listed = name.capital and self._word(at) in (",", "and", ";") and after in (",", "and", ";", ".", "")
        figure = any(token.kind == "digits" for token in self._tokens[max(0, at - _LISTED) : at])
        return listed and figure and self._same(at, numeral.first)

    def numbers_name(self, numeral: Numeral) -> bool:
        """ "phase 3 trials", "Type 2 diabetes patients", "Model 3 sedans": the number belongs to the noun before it;
        "that week 12 people fell ill" counts people."""
        before = self._near(numeral.first, -1)
        plain = numeral.form == "digits" and self._tokens[numeral.first].text.isdigit()
        if before is None or not plain or before.lower.removesuffix("s") not in _NUMBERED:
            return False
        if before.lower.removesuffix("s") in _NUMBERED_TIMES:
            return before.capital and not self._opens_sentence(numeral.first - 1)
        return self._word(numeral.first - 2) not in _SINGLING

    def _is_code(self, numeral: Numeral) -> bool:
        """A leading zero, or five digits and more before a capital ("90049 ZIP Code")."""
        text, after = self._tokens[numeral.first].text, self._near(numeral.end - 1, 1)
        if self._word(numeral.first - 1) in _COUNTING:
            return False  # "about 63000 Model X sedans"
        long = bool(re.fullmatch(r"[1-9]\d{4,}", text)) and after is not None and after.capital
        return long or bool(re.fullmatch(r"0\d+", text))

    def is_year_like(self, numeral: Numeral) -> bool:
        """Whether the digits could be a year."""
        return self._dates.is_year_like(numeral)

    def _near(self, at: int, step: int) -> Token | None:
        """The token ``step`` away from ``at`` if it is in the same sentence."""
        index = at + step
        if not 0 <= index < len(self._tokens) or self._tokens[index].sentence != self._tokens[at].sentence:
            return None
        return self._tokens[index]

    def _opens_sentence(self, at: int) -> bool:
        before = self._tokens[at - 1] if at else None
        if before is None or before.sentence != self._tokens[at].sentence or at in self._block_starts:
            return True
        return before.kind == "mark" and before.text not in ",&'’-/.]"

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
        before, after = self._near(numeral.first, -1), self._near(numeral.end - 1, 1)
        listed = before is not None and before.text == "," and after is not None and after.capital
        return before is not None and (before.kind == "word" or before.text == "-" or listed)

    def _is_pronoun(self, numeral: Numeral) -> bool:
        """ "one" that stands for a noun or belongs to an idiom; zero as part of a word."""
        if numeral.end != numeral.first + 1 or numeral.share:
            return False
        if self._word(numeral.first - 1) in _NTH:
            return True  # "his 27th fifty"
        word, before, after = self._word(numeral.first), self._word(numeral.first - 1), self._word(numeral.end)
        if word == "zero" or before == "at" and after == "in" and self._word(numeral.end + 1) == "the":
            return True
        if (
            before == "-"
            and self._tokens[numeral.first].glued
            and self._word(numeral.first - 2) not in ("of", "sub", "under", "over")
        ):
            return True
        if word != "one":
            return False
        if after == "of" and self._word(numeral.end + 1) == "these" and self._word(numeral.end + 2) == "days":
            return True
        if after in ("hand", "point", "side"):
            return before in ("on", "at", "the")
        if before in _IDIOM_BEFORE or after in _IDIOM_AFTER:
            return True
        hyphen = after == "-" and self._tokens[numeral.end].glued
        return hyphen and self._word(numeral.end + 1) not in _COUNTED_JOINED

    # -- numbers in digits --------------------------------------------------------------------------------------------

    def _is_ordinal(self, numeral: Numeral) -> bool:
        after = self._near(numeral.end - 1, 1)
        return after is not None and after.glued and after.lower in (*_NTH, "s")

    def _is_joined(self, numeral: Numeral) -> bool:
        """ "F-16", "COVID-19", "G7", "A4", "iPhone 11" is another rule; "5G", "4x4"."""
        first, tokens = numeral.first, self._tokens
        if first and self._is_model(tokens[first - 1], numeral):
            return True
        if first and tokens[first].glued:
            before = tokens[first - 1]
            if before.kind == "word" and before.text[-1].isalpha() and not self._is_sign(first - 1):
                return True
            if before.text in "-‑–" and before.glued and first > 1:
                stem = tokens[first - 2]
                if stem.kind == "word":
                    return stem.lower not in _OPEN_PREFIXES or len(stem.text) == 1 and stem.text.isupper()
            if before.text == "/" and self._is_short_quote(first):
                return True
            if before.text == "+" and before.glued and first > 1 and tokens[first - 2].kind == "digits":
                return True  # "2+2 lanes"
            if before.text == "(" and before.glued and first > 1 and tokens[first - 2].kind == "digits":
                return True  # "section 14(2)"
            if before.text in "/\\@_":
                return first > 1 and tokens[first - 2].kind == "word" and tokens[first - 2].glued
        after = tokens[numeral.end] if numeral.end < len(tokens) else None
        step = numeral.end
        if self._joined(step, "-") and self._word(step + 1) == "for" and self._joined(step + 2, "-"):
            return True  # "a 1-for-2 rights issue"
        if self._joined(numeral.end, "+") and tokens[numeral.end + 1].kind == "digits":
            return True
        return after is not None and after.glued and after.text in ("G", "D", "x", "P")

    def _is_short_quote(self, first: int) -> bool:
        """ "4.2545/2590": the last digits of the price that dealers sell at."""
        bid, ask = self._tokens[first - 2].text, self._tokens[first].text
        return "." in bid and ask.isdigit() and len(ask) == len(bid.split(".")[1])

    def _is_model(self, before: Token, numeral: Numeral) -> bool:
        """ "iPhone 11 cameras", "S&P 500 companies": a capital inside a word, or a letter, before a number."""
        token = self._tokens[numeral.first]
        if before.kind != "word" or before.sentence != token.sentence or token.glued:
            return False
        after = self._near(numeral.end - 1, 1)
        if after is not None and after.text in _MODELS:
            return True
        inner = before.text[1:] != before.text[1:].lower() and not before.text.isupper()
        letter = len(before.text) == 1 and before.text.isupper() and before.text not in ("A", "I")
        index = letter and self._word(numeral.first - 2) in ("s", "&")
        return (inner or letter or before.lower == "sp") and (index or not is_currency_sign(before.text))

    def _is_sign(self, at: int) -> bool:
        """Currency letters may stand right before digits: "USD34", "Rs10", "RM3", "$US113"; a hyphen before them says
        it is a name."""
        token = self._tokens[at]
        return is_currency_sign(token.text) or bool(at) and is_currency_sign(self._tokens[at - 1].text + token.text)

    def _is_list_number(self, numeral: Numeral) -> bool:
        if numeral.first in self._listed:
            return True
        if not self._opens_sentence(numeral.first) or not self._tokens[numeral.first].text.isdigit():
            return False
        after = self._tokens[numeral.end] if numeral.end < len(self._tokens) else None
        return numeral.first in self._block_starts and after is not None and after.glued and after.text in ".)"
