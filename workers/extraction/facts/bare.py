"""What a number without a noun of its own counts: the harmed, children, a magnitude, years of age."""

from __future__ import annotations

from .nouns import word_class
from .numerals import Numeral
from .tokens import TokenReader
from .words import word_set

_HARM = word_set("bare harm")
_BEING = ("were", "was", "are", "is", "been", "feared", "remain", "remained", "remains")
_STANDING = ("of", "at", "to", "is", "was", "stands", "stood", "now", "still", "rose", "risen", "climbed", "has", "had")
_HARMING = word_set("bare harming")
_TOLLS = word_set("bare tolls")
_PARENTS = word_set("bare parents")
_KIN = _PARENTS | word_set("bare kin")
_PEOPLED = word_set("bare peopled")
_EMPLOYING = word_set("bare employing")
_HEDGES = word_set("bare hedges")
# What only people (or beasts, which are told with their noun) do or are said to be.
_LIVING = word_set("bare living")
_SUPERLATIVES = ("youngest", "eldest", "oldest")
_AGED = word_set("bare aged")
_STAGES = word_set("bare stages")
_AFTER_STAGE = (".", ",", ";", "and", "with", "to", "but", "does", "did", "after", "when")
_PRONOUNS = word_set("bare pronouns")
_ALONE = word_set("bare alone")
_YOUNG = (_KIN | {"man", "woman"}) - _PARENTS
_AGE_WORDS = word_set("bare age words")
_CONTRACTED = word_set("bare contracted")
# "Mikalsen (58)" is an age, "Table (3)" is not.
_LEAST_BRACKETED_AGE, _OLDEST = 10, 120
# Shorter words with such an ending name no trade ("hers").
_LEAST_AGENT = 5
_AGENTS = ("er", "or", "ist", "ant", "man", "woman", "eer")


class BareReader(TokenReader):
    """Reads the words around the numbers of one article."""

    def counted(self, numeral: Numeral) -> str | None:
        """What a number without a noun of its own counts by the words around it: the harmed, children, a magnitude."""
        if self._is_called_age(numeral):
            return None  # "aged between 24 and 51 were arrested"
        after, before = self._word(numeral.end), self._word(numeral.first - 1)
        parent = self._word(numeral.first - 2) in _PARENTS and before == "of"
        ranged = before in ("to", "and", "-", "–") and self._tokens[numeral.first - 2].kind == "digits"
        peopled = self._is_body(numeral.first)
        if after == "who" and not parent and not ranged or peopled:
            return "person"
        step = numeral.end + 2 if after in ("had", "have", "has") and self._word(numeral.end + 1) == "been" else None
        harmed = self._word(step or numeral.end + 1) in _HARM | _LIVING and (after in _BEING or step is not None)
        if (
            harmed
            or after in _HARM | _LIVING
            or after == "with"
            and self._word(numeral.end + 2) == "injuries"
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
        if after == "of" and self._word(numeral.end + 1) in ("us", "you") or before == "are" and self._is_we(numeral):
            return "person"
        if self._is_toll(numeral.first):
            return "person"
        if before == "of" and self._word(numeral.first - 2) in _SUPERLATIVES:
            return "child"
        step = numeral.first - (3 if before == "of" and self._word(numeral.first - 2) == "-" else 2)
        step = numeral.first - 4 if before == "-" and self._word(numeral.first - 2) == "of" else step
        if self._word(step) in _PARENTS and "of" in (before, self._word(numeral.first - 2)):
            return "child"
        return "magnitude" if before == "magnitude" else None

    def _is_we(self, numeral: Numeral) -> bool:
        """ "In July we are 900.": the speakers count themselves."""
        ends = numeral.end >= len(self._tokens) or self._tokens[numeral.end].kind == "mark"
        return self._word(numeral.first - 2) == "we" and ends

    def _is_body(self, first: int) -> bool:
        """ "a crowd of about 900", "employs 900", "in front of a record 11,350": so many people."""
        at = self._past(first, _HEDGES)
        if self._word(at) == "of" and self._word(at - 1) in _PEOPLED:
            return True
        audience = self._word(at) == "of" and self._word(at - 1) == "front" and self._word(at - 2) == "in"
        return self._same(at, first) and (audience or self._word(at) in _EMPLOYING)

    def _is_toll(self, first: int) -> bool:
        """ "a death toll of 13", "the toll now stands at 13"."""
        at = self._past(first, _STANDING)
        return at < first - 1 and self._word(at) in _TOLLS

    def is_age(self, numeral: Numeral) -> bool:
        """ "Halyna Bondar, 58,", "Mikalsen (58)", "aged 17", "he is 58", "drivers over 70", "At 19 she left"."""
        if not numeral.value.is_integer() or not 0 < numeral.value < _OLDEST or numeral.form == "mixed":
            return False
        return (
            self._is_called_age(numeral)
            or self._is_limit(numeral)
            or self._is_beside_name(numeral)
            or self._is_predicate(numeral)
            or self._opens_life(numeral)
            or self._is_stage(numeral)
        )

    def _is_called_age(self, numeral: Numeral) -> bool:
        before = self._word(numeral.first - 1)
        if before in ("between", "from") and self._word(numeral.first - 2) in _AGE_WORDS:
            return True
        if before in ("and", "to") and self._word(numeral.first - 4) in _AGE_WORDS:
            return True  # "aged between 24 and 51"
        if before == "of" and self._word(numeral.first - 2) in _YOUNG and self._ends(numeral):
            return True  # "as a boy of nine"
        return before in _AGE_WORDS or before == "of" and self._word(numeral.first - 2) == "age"

    def _ends(self, numeral: Numeral) -> bool:
        """Whether the number ends its phrase."""
        after = self._word(numeral.end)
        return not self._same(numeral.end, numeral.first) or after in _AFTER_STAGE

    def _is_limit(self, numeral: Numeral) -> bool:
        """ "adults under 65", "drivers over 70": people by their trade or state."""
        group = self._word(numeral.first - 2)
        people = group in _AGED or len(group) > _LEAST_AGENT and group.endswith(("ers", "ors", "ists", "ants"))
        return people and self._word(numeral.first - 1) in ("under", "over", "below", "above")

    def _is_beside_name(self, numeral: Numeral) -> bool:
        before, after = self._word(numeral.first - 1), self._word(numeral.end)
        after = self._word(numeral.end + 1) if after == "," and self._word(numeral.end + 1) == "who" else after
        ends = not self._same(numeral.end, numeral.first)
        after = "" if ends else after
        name = self._tokens[numeral.first - 2] if numeral.first > 1 else None
        if name is not None and name.glued and numeral.first > 3 and self._word(numeral.first - 3) == "-":
            name = self._tokens[numeral.first - 4]
        if before == "both" and name is not None and name.text == "," and self._ends(numeral):
            return True  # "Ann and Jo Berg, both 38 and"
        if name is None or not (name.capital or before == "," and self._is_someone(name.lower, after)):
            return False
        if before == ",":
            return (after in (",", ".", "who") or ends) and numeral.form == "digits"
        child = self._word(numeral.first - 3) in _KIN  # "his niece Ida (6)"
        return before == "(" and after == ")" and (numeral.value > _LEAST_BRACKETED_AGE or child)

    def _is_someone(self, word: str, after: str) -> bool:
        """ "the widow, 61", "a skipper, 61, said", "the queen, 71, who": kin and people by their trade or what they
        are."""
        agent = len(word) > _LEAST_AGENT and word.endswith(_AGENTS)
        called = after in ("who", "") and word_class(word) == "N"
        return word in _KIN | _ALONE or agent and after == "," or called

    def _is_predicate(self, numeral: Numeral) -> bool:
        """ "he is 58", "my daughter was 5 when", "she's 41."."""
        before, after = self._word(numeral.first - 1), self._word(numeral.end)
        subject = self._word(numeral.first - 2)
        person = subject in _PRONOUNS | _KIN or subject in _SUPERLATIVES or before.replace("’", "'") in _CONTRACTED
        verb = before in ("is", "was", "were", "am") or "'" in before or "’" in before
        return person and verb and (after in ("and", "when", "now", "") or self._tokens[numeral.end].kind == "mark")

    def _is_stage(self, numeral: Numeral) -> bool:
        """ "left school at 14", "she learned to swim at eight"."""
        told = {self._word(at) for at in range(numeral.first - 4, numeral.first - 1)}
        ends = numeral.end >= len(self._tokens) or self._word(numeral.end) in _AFTER_STAGE
        return self._word(numeral.first - 1) == "at" and ends and not told.isdisjoint(_STAGES)

    def _opens_life(self, numeral: Numeral) -> bool:
        """ "At 19 she left home", "By 30 she had", "At 84, Holm still swims"."""
        first = numeral.first - 1
        if self._word(first) not in ("at", "by") or numeral.form != "digits" or numeral.value < _LEAST_BRACKETED_AGE:
            return False
        quoted = first > 0 and self._tokens[first - 1].kind == "mark"
        opens = first == 0 or quoted or self._tokens[first - 1].sentence != self._tokens[first].sentence
        step = numeral.end + (self._word(numeral.end) == ",")
        named = step < len(self._tokens) and self._tokens[step].capital and self._word(first) == "at"
        return opens and (self._word(step) in _PRONOUNS | {"your", "my"} or named and step > numeral.end)
