"""What a number without a noun of its own counts: the harmed, children, a magnitude, years of age."""

from __future__ import annotations

from .numerals import Numeral
from .tokens import TokenReader
from .words import word_set

_HARM = word_set("bare harm")
_HARMING = word_set("bare harming")
_PARENTS = word_set("bare parents")
_KIN = _PARENTS | word_set("bare kin")
_AGED = word_set("bare aged")
_PRONOUNS = word_set("bare pronouns")
# "Mikalsen (58)" is an age, "Table (3)" is not.
_LEAST_BRACKETED_AGE, _OLDEST = 10, 120


class BareReader(TokenReader):
    """Reads the words around the numbers of one article."""

    def counted(self, numeral: Numeral) -> str | None:
        """What a number without a noun of its own counts by the words around it: the harmed, children, a magnitude."""
        after, before = self._word(numeral.end), self._word(numeral.first - 1)
        harmed = after in ("were", "was", "are", "been", "feared") and self._word(numeral.end + 1) in _HARM
        if (
            harmed
            or after in _HARM
            or before in _HARMING
            or after in ("aboard", "on")
            and self._word(numeral.end + 1) in ("board", "")
        ):
            return "person"
        if (
            after == "of"
            and self._word(numeral.end + 1) == "the"
            and self._word(numeral.end + 2) in _HARM | {"victims"}
        ):
            return "person"
        step = numeral.first - (3 if before == "of" and self._word(numeral.first - 2) == "-" else 2)
        step = numeral.first - 4 if before == "-" and self._word(numeral.first - 2) == "of" else step
        if self._word(step) in _PARENTS and "of" in (before, self._word(numeral.first - 2)):
            return "child"
        return "magnitude" if before == "magnitude" else None

    def is_age(self, numeral: Numeral) -> bool:
        """ "Halyna Bondar, 58,", "Mikalsen (58)", "aged 17", "he is 58"."""
        if not numeral.value.is_integer() or not 0 < numeral.value < _OLDEST or numeral.form == "mixed":
            return False
        before, after = self._word(numeral.first - 1), self._word(numeral.end)
        if before in ("aged", "age", "turned", "turning") or before == "of" and self._word(numeral.first - 2) == "age":
            return True
        if before in ("under", "over", "below", "above") and self._word(numeral.first - 2) in _AGED:
            return True
        name = self._tokens[numeral.first - 2] if numeral.first > 1 else None
        if name is not None and name.glued and numeral.first > 3 and self._word(numeral.first - 3) == "-":
            name = self._tokens[numeral.first - 4]
        if (
            before == ","
            and after in (",", ".", "who")
            and name is not None
            and name.capital
            and numeral.form == "digits"
        ):
            return True
        if before == "(" and after == ")" and name is not None and name.capital:
            return numeral.value > _LEAST_BRACKETED_AGE
        person = self._word(numeral.first - 2) in _PRONOUNS | _KIN or before in (
            "he's",
            "she's",
            "i'm",
            "he’s",
            "she’s",
            "i’m",
        )
        is_verb = before in ("is", "was", "were", "am") or "'" in before or "’" in before
        return person and is_verb and (after in ("and", "when", "now", "") or self._tokens[numeral.end].kind == "mark")
