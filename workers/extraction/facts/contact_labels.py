"""Numbers that one can dial or write to, and line-ups, which are no quantities."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .currencies import is_currency_sign
from .numerals import Numeral
from .tokens import Token, TokenReader
from .words import word_set

_PHONE_GOES_ON = re.compile(r"-(?:\d{3}-?\d{3,4}|0\d{3})(?!\d)")
_PHONE_BEGAN = re.compile(r"(?<!\d)\d{3}-$")
# A national number by its leading zero: "0161 555 0142".
_DIALLING = re.compile(r"0\d{2,4} \d{3,4} ?\d{2,4}(?!\d)")
_DIALLING_BEGAN = re.compile(r"(?<![\d.,])0\d{2,4}(?: \d{3,4})? $")
_PHONE_SIGNS = ("+", "tel", ":", ".", "phone", "call")
_DIALLED = re.compile(r"(?:\+|[Tt]el\.?:?|[Pp]hone:?)[ \d]*$")
_STREETS = word_set("labels streets")
# "a 4-3-3 formation"
_FORMATION = re.compile(r"(?<![\d.,-])\d(?:[-‑–]\d){2,3}(?![\d-]|[.,]\d)")


class ContactLabelReader(TokenReader):
    """Tells the numbers of one article that are part of a phone number, an address or a formation."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        super().__init__(tokens)
        self._text = text

    def is_contact(self, numeral: Numeral) -> bool:
        """Whether ``numeral`` is such a number."""
        return self._is_phone(numeral) or self._is_address(numeral) or self._is_formation(numeral)

    def _is_phone(self, numeral: Numeral) -> bool:
        """ "555-0199", "0800-123-4567", "+47 22 33 44 55", "Tel. 22 33 44"."""
        token = self._tokens[numeral.first]
        if not token.text.isdigit() or self._word(numeral.end) in ("%", "per", "percent"):
            return False  # "+0.2%"
        if self._word(numeral.end) == "-" and _PHONE_GOES_ON.match(self._text, token.end):
            return True
        left = self._text[max(0, token.start - 20) : token.start]
        priced = numeral.first > 2 and is_currency_sign(self._tokens[numeral.first - 3].text)  # "£120-150m"
        if self._word(numeral.first - 1) == "-" and len(token.text) >= 3 and _PHONE_BEGAN.search(left) and not priced:
            return True
        before = self._word(numeral.first - 1)
        if _DIALLING.match(self._text, token.start) and self._word(numeral.first - 1) not in ("$", "€", "£"):
            return True
        if _DIALLING_BEGAN.search(left):
            return True
        return (before in _PHONE_SIGNS or self._tokens[numeral.first - 1].kind == "digits") and bool(
            _DIALLED.search(left)
        )

    def _is_address(self, numeral: Numeral) -> bool:
        """ "16-18 Industrial Avenue", "10 Downing Street"."""
        ahead = [
            t for t in self._tokens[numeral.end : numeral.end + 5] if t.sentence == self._tokens[numeral.first].sentence
        ]
        if len(ahead) > 1 and ahead[0].text in "-–" and ahead[1].kind == "digits":
            ahead = ahead[2:]
        for count, token in enumerate(ahead[:4]):
            if not token.capital:
                return False
            if count and token.lower in _STREETS:
                return True
        return False

    def _is_formation(self, numeral: Numeral) -> bool:
        token = self._tokens[numeral.first]
        around = self._text[max(0, token.start - 6) : token.end + 6]
        at = token.start - max(0, token.start - 6)
        return any(match.start() <= at < match.end() for match in _FORMATION.finditer(around))
