"""What sums are for and what points and pence belong to, by the words around them: "the cost per kilo rose to 63"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .drafts import Draft, Unit, are_alike
from .nouns import word_class
from .tokens import Token, TokenReader
from .units import UnitReader
from .words import word_set

# So many numbers back a percentage still stands beside a figure.
_REACH = 3
# Shares of the vote move by fewer points than this; indices and scores move by more.
_MOST_POINTS = 50
_NEAR_SENTENCES = 2
# A price is told within so many tokens after what it is the price of.
_PRICED = 14
_INDICES = ("index", "nasdaq", "dow", "minis", "futures", "ftse", "nikkei")
_GAP_REACH = 12
_MILLION = 10**6
_LENGTHS = word_set("rates lengths")
# What leads to a sum that is held against another; sums so many times or tokens apart are not held against each other.
_COMPARING = word_set("rates comparing")
_HEDGING = word_set("bare hedges") | {"the"}
_MOST_APART = 5
_COMPARED = 40
# What is told in money, and how near before millions it stands.
_SUMS = word_set("rates sums")
_NEAR_SUM = 6
# So many tokens lie between two sums of which the second goes without its currency.
_LINKED = 4
# What costs more than this is one thing, not each of many.
_MOST_EACH = 1_000_000
_PERIODS = {
    "hourly": "hour",
    "daily": "day",
    "nightly": "night",
    "weekly": "week",
    "monthly": "month",
    "annual": "year",
}
# Between "monthly" and what is paid stand two words at most ("monthly old-age pension" has a hyphen of its own).
_PAY_REACH = 4
_PAY = word_set("rates pay")
_SHARE_PRICES = (("target", "price"), ("price", "target"))
_AGAINST = ("against", "from", "versus", "than", "with")
_COSTS = ("cost", "costs", "price", "prices", "revenue", "rent", "rents", "yield", "tariff")
_COSTING = ("cost", "costs", "costing", "sells", "sold", "fetches", "fetched", "fetch")


def specify_rates(tokens: Sequence[Token], drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` in text order, with what they are counted per where the words around them say so."""
    return _RateReader(tokens).specify(drafts)


class _RateReader(TokenReader):
    def __init__(self, tokens: Sequence[Token]) -> None:
        super().__init__(tokens)
        self._units = UnitReader(tokens)

    def specify(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Points beside percentages are percentage points; pence and cents of a share price or dividend are
        per share."""
        result: list[Draft] = []
        named: set[str] = set()  # currencies so far
        for index, draft in enumerate(drafts):
            if self._is_worth(result, draft):
                draft = replace(draft, unit=f"{draft.unit} per {result.pop().unit}")
            if draft.kind == "bare" and draft.value >= _MILLION:
                draft = self._with_currency(named, draft)
            if draft.unit == "metre" and self._is_millions(result, draft):
                last, value = result[-1], draft.value * _MILLION
                unit = str(last.unit).split(" per ")[0] if last.kind == "money" else None
                kind = "money" if unit is not None else "bare"
                draft = replace(draft, value=value, unit=unit, kind=kind, written=unit is not None)
            if draft.unit == "point" and draft.value < _MOST_POINTS and self._is_beside_percent(result, draft):
                draft = replace(draft, unit="percentage point", kind="percent")
            elif draft.unit in ("penny", "cent") and self._is_per_share(draft):
                draft = replace(draft, unit=f"{draft.unit} per share")
            elif draft.unit == "percent":
                draft = replace(draft, unit=self._same_whole(result, draft))
            elif draft.kind == "money" and " per " not in str(draft.unit):
                per = self._per(result, draft, drafts[index + 1] if index + 1 < len(drafts) else None)
                draft = replace(draft, unit=f"{draft.unit} per {per}") if per else draft
            result.append(draft)
            if draft.kind == "money":
                named.add(str(draft.unit).split(" per ")[0])
        return result

    def _with_currency(self, named: set[str], draft: Draft) -> Draft:
        """ "a budget of 40 million", "put the cost at 230 million per hull": in the one currency named so far."""
        if len(named) != 1 or _SUMS.isdisjoint(self._words_before(draft)[-_NEAR_SUM:]):
            return draft
        unit = " ".join([*named, draft.unit or ""]).strip()
        return replace(draft, unit=unit, kind="money", written=False)

    def _is_worth(self, before: Sequence[Draft], draft: Draft) -> bool:
        """ "($1 = 0.8514 euros)": what one unit of another currency is worth."""
        last = before[-1] if before else None
        sums = last is not None and last.kind == draft.kind == "money" and last.value == 1
        return last is not None and sums and self._word(last.end) == "=" and draft.first == last.end + 1

    def _is_millions(self, before: Sequence[Draft], draft: Draft) -> bool:
        """ "fell to €70m from 120m", "passengers rose 9% to 53.7m": no metres."""
        last, sign = before[-1] if before else None, self._tokens[draft.end - 1]
        if last is None or sign.text != "m" or not sign.glued or not self._same(last.first, draft.first):
            return False
        if last.kind == "percent":
            high = not _LENGTHS.isdisjoint(self._words_before(draft))
            return not high and [t.lower for t in self._tokens[last.end : draft.first]] == ["to"]
        linked = last.kind == "money" and draft.first - last.end <= _LINKED
        return linked and self._tokens[last.number_end - 1].text == "m"

    def _per(self, before: Sequence[Draft], draft: Draft, ahead: Draft | None) -> str | None:
        """What the sum ``draft``, which names no rate itself, is for each of."""
        return (
            self._priced_by(draft)
            or self._paid_every(draft)
            or self._of_gap(before, draft)
            or self._goes_on_to(before, draft)
            or self._leads_to(draft, ahead)
            or self._past_conversion(draft, ahead)
        )

    def _past_conversion(self, draft: Draft, ahead: Draft | None) -> str | None:
        """ "C$6 (US$4.46) per share": the rate behind the sum in another currency is that of both."""
        closing = draft.end if self._word(draft.first - 1) == "(" else None
        if ahead is not None and self._word(draft.end) == "(" and ahead.first == draft.end + 1:
            closing = ahead.end
        if closing is None or self._word(closing) != ")":
            return None
        rate = self._units.rate(Unit("", "money", draft.first, closing + 1)).name
        return rate.removeprefix(" per ") or None

    def _paid_every(self, draft: Draft) -> str | None:
        """ "the monthly pension rose from Rs 700", "a target price of NOK 190": by the month, by the share."""
        words = self._words_before(draft)
        for index, word in enumerate(words[:-1]):
            following = words[index + 1 : index + 1 + _PAY_REACH]
            clear = not any(
                token.kind == "digits" for token in self._tokens[draft.first - len(words) + index : draft.first]
            )
            if word in _PERIODS and not _PAY.isdisjoint(following) and clear:
                return _PERIODS[word]
            if (word, following[0]) in _SHARE_PRICES and clear:
                return "share"
        return None

    def _words_before(self, draft: Draft) -> list[str]:
        """The words of its sentence, at most fourteen, that lead to ``draft``; empty ones beyond its start."""
        first, sentence = max(0, draft.first - _PRICED), self._tokens[draft.first].sentence
        return [t.lower if t.sentence == sentence else "" for t in self._tokens[first : draft.first]]

    def _same_whole(self, before: Sequence[Draft], draft: Draft) -> str:
        """ "3.2 percent of GDP, against 3.5 percent": compared shares are of the same whole."""
        last = before[-1] if before else None
        compared = self._word(draft.first - 1) in _AGAINST and last is not None and self._same(last.first, draft.first)
        whole = last is not None and compared and str(last.unit).startswith("percent of ")
        return str(last.unit) if last is not None and whole else str(draft.unit)

    def _priced_by(self, draft: Draft) -> str | None:
        """What a sum is the price of: "the cost per kilo rose to NOK 63", "a kilowatt-hour cost SEK 4.86", "each day
        of a shutdown would cost about $1 billion"."""
        tokens, at = self._tokens, draft.first
        words = self._words_before(draft)
        first = at - len(words)
        if "per" in words:
            index = len(words) - 1 - words[::-1].index("per")
            unit = self._units.after(first + index + 1)
            noun = words[index - 1] if index else ""
            clear = not any(token.kind == "digits" for token in tokens[first + index : at])
            return unit.name if unit is not None and noun in _COSTS and clear else None
        each = self._price_of(words) if draft.value < _MOST_EACH else None
        if each is not None:
            return each
        costs = next((i for i in range(len(words) - 1, -1, -1) if words[i] in _COSTING), None)
        if costs is None or any(tokens[first + i].kind == "digits" for i in range(costs, len(words))):
            return None
        opener = next((i for i in range(costs) if words[i] in ("each", "every", "a", "an", "one")), None)
        unit = self._units.after(first + opener + 1) if opener is not None else None
        if opener is None or unit is None or unit.kind not in ("measure", "time"):
            return None
        beside = unit.end - first >= costs - 1
        return unit.name if beside or words[opener] in ("each", "every") else None

    def _price_of(self, words: Sequence[str]) -> str | None:
        """ "the cost of a delivery in small wards reached PLN 19,700": the sum is for each."""
        for index in range(len(words) - 4):
            cost, of, one, noun = words[index : index + 4]
            alone = word_class(words[index + 4]) != "N"
            if (
                cost in _COSTS
                and of == "of"
                and one in ("a", "an", "one", "each")
                and alone
                and word_class(noun) == "N"
            ):
                return noun
        return None

    def _goes_on_to(self, before: Sequence[Draft], draft: Draft) -> str | None:
        """ "from NOK 58 to 63" after a cost per kilo, "€310 a month. Older ones cost €12": the second sum is of the
        same sort."""
        last = next((d for d in reversed(before[-_REACH:]) if d.kind == "money"), None)
        if last is None or draft.first - last.end > _COMPARED:
            return None
        name, _, per = str(last.unit).partition(" per ")
        link = [token.lower for token in self._tokens[last.end : draft.first]]
        alike = link in (["to"], ["from"]) or self._is_compared(last, draft)
        return per if per and name == draft.unit and alike else None

    def _is_compared(self, last: Draft, draft: Draft) -> bool:
        """Whether a word of comparison leads to a sum that may well be compared with the one before."""
        at = self._past(draft.first, _HEDGING)
        return are_alike(last, draft, _MOST_APART) and self._word(at) in _COMPARING

    def _leads_to(self, draft: Draft, ahead: Draft | None) -> str | None:
        """ "from $7.50 to $11.20 a kilo": the first sum is for the same."""
        if ahead is None or [token.lower for token in self._tokens[draft.end : ahead.first]] != ["to"]:
            return None
        name, _, per = str(ahead.unit).partition(" per ")
        return per if per and name == draft.unit else None

    def _of_gap(self, before: Sequence[Draft], draft: Draft) -> str | None:
        """ "14.20 euros per square metre … The gap was three euros": what the sums are for that it lies between."""
        near = {token.lower for token in self._tokens[max(0, draft.first - 6) : draft.first]}
        if near.isdisjoint(("gap", "difference")):
            return None
        priced = [d for d in before[-_GAP_REACH:] if d.kind == "money" and " per " in str(d.unit)]
        return str(priced[-1].unit).split(" per ")[1] if priced else None

    def _is_beside_percent(self, before: Sequence[Draft], draft: Draft) -> bool:
        """Whether one of the last few figures, in this sentence or the two before, is a percentage."""
        sentence = self._tokens[draft.first].sentence
        window = self._tokens[max(0, draft.first - _PRICED) : draft.first]
        if any(token.lower in _INDICES for token in window if token.sentence == sentence):
            return False
        near = (b for b in before[-_REACH:] if sentence - self._tokens[b.first].sentence <= _NEAR_SENTENCES)
        return any(b.kind == "percent" for b in near)

    def _is_per_share(self, draft: Draft) -> bool:
        window = self._tokens[max(0, draft.first - 12) : draft.first]
        return any(
            t.lower in ("shares", "dividend", "stock")
            for t in window
            if t.sentence == self._tokens[draft.first].sentence
        )
