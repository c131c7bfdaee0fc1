"""Whether a sentence speaks of what was or of what is to come, read from the words around a time expression."""

from __future__ import annotations

from .time_schedule import is_scheduled, is_timetable, opens_from
from .time_tokens import Token, Tokens

SURELY_PAST, PAST, OPEN, AHEAD, SURELY_AHEAD = -2, -1, 0, 1, 2
_REACH = 30
_CLOSE = 12
_BESIDE = 2
_LED = 9
_PERFECT = frozenset(("have", "has", "had"))
_BE = frozenset(("is", "are", "was", "were"))
_AUXILIARIES = frozenset(("will", "was", "were", "did", "had"))
_NOUNS = frozenset(("plan", "plans", "hope", "hopes", "aims", "promises", "demands", "needs", "want"))
_DETERMINERS = frozenset(
    ("the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "this", "these", "those", "still", "s")
)
_NOT = frozenset(("not", "t", "never", "nor"))
# Past forms that are infinitives too: after these words they tell nothing.
_INVARIANT = frozenset(
    ("cut", "hit", "put", "hurt", "shut", "split", "spread", "burst", "quit", "shed", "thrust", "beat")
)
_BEFORE_INFINITIVE = frozenset(("to", "will", "would", "could", "may", "might", "can", "should", "must", "not", "t"))
# "would not say on Monday", "could hear shots on Monday": told of what was.
_REFUSED = frozenset(("say", "comment", "confirm", "discuss", "elaborate", "disclose", "be", "immediately", "give"))
_NEGATING = frozenset(("not", "n", "t", "'", "’"))
_FAILED = frozenset(("before", "neither", "none", "nobody"))
_SENSED = frozenset(("hear", "see", "smell", "feel"))
_ARE = frozenset(("is", "are"))
_RIGHT_BEFORE = frozenset(("in", "on", "last"))
_LASTING = frozenset(("between", "from", "during"))
# Whoever says it says it on another day than the one it begins on: "From Monday, fares rise, the firm said".
_REPORTED = frozenset(("said", "told", "announced", "confirmed", "wrote", "added", "reported", "warned", "explained"))
_OBSERVED_NEAR = 14


def direction(t: Tokens, first: int, last: int, begins: int, ends: int) -> int:
    """Which way an undated expression (tokens ``first`` to ``last``) points: PAST, OPEN, AHEAD, or surely so.

    ``begins`` and ``ends`` bound its sentence in tokens. The nearest verb before it decides ("will meet on Thursday");
    where it opens its clause, the first verb after it ("On Thursday the council will vote"). "Will" close by, or a past
    verb right before it ("froze in December") or one of counting, is sure. Where no other tense tells, the present of a
    timetable does ("the court hears the appeal on Monday").
    """
    if t[last].text in ("'", "’") and t[last + 1].low == "s":
        return max(_first_after(t, last, ends), OPEN) or PAST  # "Wednesday's ruling"
    if t[first - 1].low == "as" and t[first - 2].low in ("early", "soon") and t[first - 3].low == "as":
        return AHEAD
    if opens_from(t, first, begins):
        return _first_after(t, last, ends, from_day=True) or AHEAD
    told = _nearest_before(t, _range_start(t, first), begins)
    if told is None:
        told = _first_after(t, last, ends)
        if told == PAST and _is_observed(t, first, begins, "2"):
            return SURELY_PAST
    return AHEAD if told == OPEN and is_scheduled(t, first, last, begins, ends) else told


def _nearest_before(t: Tokens, first: int, begins: int) -> int | None:
    """What the nearest word before token ``first`` that tells of time tells."""
    for i in range(first - 1, max(begins, first - _REACH) - 1, -1):
        if t[i].text == ";":
            return None  # "On Tuesday it ruled; on Friday it will hear the appeal"
        observed = t[i].tags.get("observed") == "1"
        told = PAST if observed and i == begins else _tells(t, i, first - i)
        if told is None:
            continue
        led = t[first - 1].low
        if told == PAST and t[i - 1].low in _ARE and led in _LASTING:
            return AHEAD if led == "from" else OPEN  # "the bridge is closed from Monday"
        if told == PAST and (observed or first - i <= _BESIDE and led in _RIGHT_BEFORE | _LASTING):
            return SURELY_PAST
        return AHEAD if told > AHEAD and first - i > _CLOSE else told
    return None


def _range_start(t: Tokens, first: int) -> int:
    """Where a stretch begins of which only the last day has its month: "between 4 and | 18 January"."""
    opened = t[first - 2].kind == "number" and t[first - 3].low in ("between", "from")
    return first - 2 if opened and t[first - 1].low in ("and", "to", "until") else first


def _is_observed(t: Tokens, first: int, begins: int, kind: str) -> bool:
    """Whether a survey or count is named not far before token ``first``."""
    return any(t[i].tags.get("observed") == kind for i in range(max(begins, first - _OBSERVED_NEAR), first))


def _first_after(t: Tokens, last: int, ends: int, from_day: bool = False) -> int:
    """What the first word after token ``last`` that tells of time tells; behind "from Monday", of what begins then."""
    for i in range(last, min(ends, last + _REACH)):
        told = _tells(t, i, None)
        if from_day and told == PAST and (t[i].low in _REPORTED or t[i - 1].low in _ARE):
            continue
        if told is not None:
            return AHEAD if told > AHEAD and i - last > _CLOSE else told
    return OPEN


def _tells(t: Tokens, i: int, gap: int | None) -> int | None:
    """What one word tells of time, or ``None``; ``gap`` is how many tokens before the expression it stands."""
    token = t[i]
    if token.kind != "word" or (token.capital and token.low not in _AUXILIARIES):
        return None
    if token.low in _BE and (told := _be_tells(t, i)) is not None:
        return told
    future = token.tags.get("future")
    if future is not None and not (token.low == "won" and t[i + 1].text not in "'’"):
        return _weigh_future(t, i, future, gap)
    if token.low in _PERFECT and _is_past_form(t[i + 1]):
        return PAST
    passive = t[i - 1].low == "be"  # "will be paid": the verb before it tells
    if token.low in _INVARIANT and not _BEFORE_INFINITIVE.isdisjoint((t[i - 1].low, t[i - 2].low)):
        return None
    if "past" in token.tags:
        return None if passive else PAST
    return PAST if _is_past_form(token) and t[i - 1].low not in _DETERMINERS and not passive else None


def _be_tells(t: Tokens, i: int) -> int | None:
    """"Is coming" leaves it open; "is to be buried" and "were to meet" look ahead, "was to have met" does not."""
    after, then = t[i + 1].low, t[i + 2]
    if t[i].low in ("is", "are") and after.endswith("ing"):
        return OPEN  # "a cut is coming in March": the nearest one
    if after != "to" or then.kind != "word" or then.low in _DETERMINERS or then.low in ("blame", "date"):
        return None
    return PAST if then.low == "have" else AHEAD


def _weigh_future(t: Tokens, i: int, kind: str, gap: int | None) -> int | None:
    """Modals look ahead unless a perfect follows; "expected to" too, unless it had been; "the plan" tells nothing."""
    before = (t[i - 1].low, t[i - 2].low)
    match kind:
        case "modal":
            return _weigh_modal(t, i)
        case "bound":
            return _weigh_bound(t, i) if gap is not None and gap <= _BESIDE else None
        case "promise" if gap is not None and gap <= _BESIDE:
            return PAST  # "vowed on Monday to resign"
        case "verdict":
            said = PAST if gap is not None and gap <= _BESIDE else None  # "the bank forecast on Monday"
            return AHEAD if not _BE.isdisjoint(before) or before[0] == "be" else said
        case "timetable" | "timetables" | "change" | "changes":
            return AHEAD if gap is not None and is_timetable(t, i, gap) else None
    if t[i].low == "set":
        return AHEAD if t[i + 1].low == "to" else PAST
    if t[i].low in _NOUNS and t[i - 1].low in _DETERMINERS or before[0] in ("than", "as"):
        return None
    if t[i].low == "possible" and before[0] in _NOT:
        return None
    if t[i].low == "due" and t[i + 1].low == "to" and (t[i + 2].low in _DETERMINERS or _is_past_form(t[i - 1])):
        return None  # "cancelled due to the storm"
    return PAST if "had" in before else AHEAD


def _weigh_modal(t: Tokens, i: int) -> int:
    """"Would not say", "could not be reached", "could hear shots" and "before they could" are told of what was."""
    if t[i + 1].low == "have":
        return PAST
    if t[i].low in ("would", "could"):
        k = i + 1
        while t[k].low in _NEGATING:
            k += 1
        if k > i + 1 and t[k].low in _REFUSED:
            return PAST
        led = (t[j].low for j in range(max(0, i - _LED), i))
        if t[i].low == "could" and (t[k].low in _SENSED or not _FAILED.isdisjoint(led)):
            return PAST
    return SURELY_AHEAD if t[i].low in ("will", "shall") else AHEAD


def _weigh_bound(t: Tokens, i: int) -> int | None:
    """"Until Friday" looks ahead, "did not arrive until Friday" back; "the three months through June" tells nothing."""
    if not {"unit", "units"}.isdisjoint(t[i - 1].tags):
        return None
    close = [t[k].low for k in range(max(0, i - 6), i)]
    past = not {"did", "didn", "was", "wasn", "were", "weren", "had", "hadn"}.isdisjoint(close)
    return PAST if t[i].low == "until" and past and not _NOT.isdisjoint(close) else AHEAD


def _is_past_form(token: Token) -> bool:
    return token.low.endswith("ed") and len(token.low) > 3 and "soft" not in token.tags and not token.capital
