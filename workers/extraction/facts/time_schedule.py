"""The present tense of what is fixed beforehand: "the shop opens on Monday", "from Monday, fares go up".

English tells the timetable of things to come in the present, with the day beside it. Only verbs that news tells so
count (timetable, timetables, change and changes in lexicons/time.txt): the present of other verbs tells of what is so,
and in a caption or a headline of what has just been.
"""

from __future__ import annotations

from .nouns import singular, word_class
from .time_tokens import Tokens

_REACH = 30
# A verb so many tokens before the day is told of that day; with its object, a few more.
_NEAR, _NEAR_WITH_OBJECT = 5, 8
# A day after so many tokens still opens its sentence ("But on Monday …").
_OPENING = 4
# What is told of an agenda, object and all: "the court hears the appeal on Monday". Of other verbs the present with an
# object tells what a picture shows: "A woman opens a gate on Monday".
_AGENDA = frozenset(
    ("hear", "elect", "vote", "decide", "debate", "publish", "release", "launch", "host", "fly", "travel", "premiere")
)
_MANY = frozenset(("they", "we", "you"))
_AT = frozenset(("on", "in", "at", "again", "from", "next", "this", "early", "late", "by"))
# "takes effect", "comes into force", "go to the polls": what must follow a verb of many meanings.
_COMPLETED = {
    "take": frozenset(("place", "effect", "office")),
    "come": frozenset(("into",)),
    "go": frozenset(("on", "to", "back", "up", "down", "ahead", "into", "live")),
    "step": frozenset(("down", "aside")),
    "set": frozenset(("off", "sail")),
    "kick": frozenset(("off",)),
}
_NOUN_BEFORE = frozenset(
    ("the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "this", "these", "those", "of", "and", "s")
)
_NOUN_AFTER = frozenset(("was", "were", "is", "are", "had", "have", "has", "will", "would", "of"))
_EVERY_WEEK = frozenset(("mornings", "afternoons", "evenings", "nights"))
_STARTING = frozenset(("from", "starting", "beginning", "effective"))
_JOINING = frozenset(("that", "and", "but", "so"))


def is_timetable(t: Tokens, i: int, gap: int) -> bool:
    """Whether token ``i``, ``gap`` tokens before a time, tells its timetable: "opens on", "talks resume in", "hears
    the appeal on Monday", "fares rise by a tenth from Monday"."""
    day, from_day = t[i + gap], t[i + gap - 1].low == "from"
    if not _is_present(t, i, from_day) or t[i + gap - 1].low in _NOUN_BEFORE:
        return False  # "he hosts a Sunday show"
    if not all(t[k].kind in ("word", "number") for k in range(i + 1, i + gap)):
        return False
    if _stands_alone(t, i) or _base(t, i) in _COMPLETED:
        return gap <= _NEAR
    return gap <= _NEAR_WITH_OBJECT and (from_day or "weekday" in day.tags and _base(t, i) in _AGENDA)


def is_scheduled(t: Tokens, first: int, last: int, begins: int, ends: int) -> bool:
    """Whether a weekday (tokens ``first`` to ``last``) that no other tense points to is that of a timetable."""
    if not any("weekday" in t[k].tags for k in range(first, last)) or t[last].low in _EVERY_WEEK:
        return False
    lead = first - 1 if t[first - 1].low == "on" else first
    if t[lead - 1].low in ("is", "are"):
        return t[lead - 2].low not in ("it", "this", "that")  # "the vote is on Sunday"
    return first - begins <= _OPENING and _goes_on(t, last, ends)


def _goes_on(t: Tokens, last: int, ends: int) -> bool:
    """Whether a timetable is told in the clause that begins at token ``last``: "On Monday, | the trial begins"."""
    start = last + 1 if t[last].text == "," else last
    for i in range(start, min(ends, start + _REACH)):
        if t[i].kind not in ("word", "number") or t[i].low in ("who", "which", "that"):
            return False
        if _is_present(t, i, from_day=False):
            return i > start and (_stands_alone(t, i) or _base(t, i) in _AGENDA or _base(t, i) in _COMPLETED)
    return False


def opens_from(t: Tokens, first: int, begins: int) -> bool:
    """Whether a clause begins "From Monday", "As from May" or "Starting Tuesday"."""
    lead = first - 1
    if t[lead].low not in _STARTING or lead < begins:
        return False
    if t[lead].low == "from" and t[lead - 1].low == "as":
        lead -= 1
    return lead <= begins or t[lead - 1].kind not in ("word", "number") or t[lead - 1].low in _JOINING


def _is_present(t: Tokens, i: int, from_day: bool) -> bool:
    """Whether token ``i`` is the present of a verb of timetables; of a change only where the day begins it."""
    kind = t[i].tags.get("future")
    if kind in ("change", "changes") and not from_day or kind not in ("timetable", "timetables", "change", "changes"):
        return False
    completed = _COMPLETED.get(_base(t, i))
    if completed is not None and t[i + 1].low not in completed:
        return False
    before = t[i - 1]
    if kind in ("timetables", "changes"):
        return before.low in _MANY or word_class(before.low) == "S"
    noun = before.low in _NOUN_BEFORE or "cardinal" in before.tags or t[i + 1].low in _NOUN_AFTER
    return not noun and not t[i].capital


def _stands_alone(t: Tokens, i: int) -> bool:
    """Whether no object follows the verb at ``i``: "opens on Monday", "trains stop running"."""
    after = t[i + 1]
    dated = not {"weekday", "month", "day"}.isdisjoint(after.tags)
    return dated or after.low in _AT or after.low.endswith("ing") or after.kind not in ("word", "number")


def _base(t: Tokens, i: int) -> str:
    word = t[i].low
    return "go" if word == "goes" else singular(word)  # a verb loses its s as a noun does
