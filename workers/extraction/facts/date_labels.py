"""Numbers of dates and clock times, which are no quantities."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .numerals import Numeral
from .tokens import Token, TokenReader
from .words import word_set

MONTHS = word_set("date_labels months")
_STAGES = ("early", "late", "mid")
_ZONES = word_set("date_labels zones")
_YEAR = re.compile(r"1\d{3}|20\d\d|2100")


class DateLabelReader(TokenReader):
    """Tells the numbers of one article that date or time something."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        super().__init__(tokens)
        self._text = text

    def is_date(self, numeral: Numeral) -> bool:
        """Whether ``numeral`` is part of a clock time, a day of a month or a date in digits."""
        return self._is_clock(numeral) or self._is_day(numeral) or self._is_numbered_date(numeral)

    def is_year_like(self, numeral: Numeral) -> bool:
        """Whether the digits could be a year: four of them, no separator, 1000 to 2100."""
        text = self._tokens[numeral.first].text
        return numeral.form == "digits" and numeral.end == numeral.first + 1 and bool(_YEAR.fullmatch(text))

    def is_year(self, numeral: Numeral) -> bool:
        """Whether ``numeral``, which has no unit, is a year or the short form of one."""
        return self.is_year_like(numeral) or self._is_short_year(numeral)

    def _is_clock(self, numeral: Numeral) -> bool:
        first, end = numeral.first, numeral.end
        before, after = self._word(first - 1), self._word(end)
        if before == "·":
            return True
        if after in _ZONES or after in ("a", "p") and self._word(end + 1) == "." and self._word(end + 2) == "m":
            return True
        colon_after = (
            after == ":" and self._tokens[end].glued and end + 1 < len(self._tokens) and self._tokens[end + 1].glued
        )
        if colon_after and self._tokens[end + 1].kind == "digits":
            return True
        if before == ":" and self._tokens[first].glued and first > 1 and self._tokens[first - 2].kind == "digits":
            return True
        digits = self._tokens[first].text
        return (
            bool(re.fullmatch(r"[0-2]?\d\.[0-5]\d", digits))
            and self._closes_clause(end)
            and before in ("at", "kl", "klokken")
        )

    def _closes_clause(self, at: int) -> bool:
        return (
            at >= len(self._tokens)
            or self._tokens[at].kind == "mark"
            or self._tokens[at].lower in ("on", "and", "to", "when", "or", "updated")
        )

    def _is_day(self, numeral: Numeral) -> bool:
        """The day beside a month's name."""
        digits = self._tokens[numeral.first].text
        if not (digits.isdigit() and len(digits) <= 2) or not 1 <= int(digits) <= 31:
            return False
        before = self._word(numeral.first - (2 if self._word(numeral.first - 1) == "." else 1))
        after = self._word(numeral.end)
        month_before = (
            before in MONTHS
            and self._tokens[numeral.first - 1].text[0].isupper()
            or before in MONTHS - {"may", "march", "mar"}
        )
        month_before = month_before and self._word(numeral.first - 2) not in _STAGES  # "in early August 12 people fell"
        month_after = after in MONTHS and self._tokens[numeral.end].capital
        return month_before or month_after or self._in_day_range(numeral)

    def _in_day_range(self, numeral: Numeral) -> bool:
        """ "3-5 March", "May 3 to 5", "October 14, 15": the other day of a range of days."""
        step = numeral.end
        if (
            self._word(step) in ("-", "–", "to", "and")
            and self._word(step + 1).isdigit()
            and len(self._word(step + 1)) < 3
        ):
            return self._word(step + 2) in MONTHS and self._tokens[step + 2].capital
        if self._word(numeral.first - 1) in ("-", "–") and self._word(numeral.first - 2).isdigit():
            return self._word(numeral.first - 3) in MONTHS
        return False

    def _is_numbered_date(self, numeral: Numeral) -> bool:
        """ "01.11.2024", "2024-10-31", "11/9/2001"."""
        token = self._tokens[numeral.first]
        if token.text.count(".") == 2 and re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{2,4}", token.text):
            return True
        around = self._text[max(0, token.start - 8) : token.end + 8]
        return any(
            match.start() < token.end - max(0, token.start - 8) and match.end() > token.start - max(0, token.start - 8)
            for match in re.finditer(
                r"(?<!\d)(?:\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}-\d{1,2}-\d{4})(?!\d)", around
            )
        )

    def _is_short_year(self, numeral: Numeral) -> bool:
        """ "'98", "2019-20", "1994/95"."""
        token = self._tokens[numeral.first]
        before = self._tokens[numeral.first - 1] if self._same(numeral.first - 1, numeral.first) else None
        if before is None or not token.glued or len(token.text) != 2:
            return False
        if before.text in "'’":
            return not before.glued
        year = self._tokens[numeral.first - 2] if self._same(numeral.first - 2, numeral.first) else None
        return (
            before.text in "-–/"
            and before.glued
            and year is not None
            and bool(re.fullmatch(r"(?:19|20)\d\d", year.text))
        )
