"""Times outside what is reported that are its times all the same: when a survey was made, what was said by then.

    survey_time(text, sentence, content, times) -> Time | None

"A survey conducted last month found that 61 percent …", "An inspection in 2022 rated …": the time stands beside the
survey, before its finding. The day that a report was published or seen is not the time of its figures. What somebody
"had warned last year" was so last year, and what a court "on Friday ordered" holds from then on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..types import Span, Time

_REACH = 200  # code points on either side of a time in which its survey and what that found are named
_DAY = len("2024-11-01")
_SURVEY = re.compile(
    r"\b(?:surveys?|polls?|inspections?|audits?|census|counts?|sampling|tests?|measurements?|samples|interviews?"
    r"|studies|study|reports?|reviews?|minutes"
    r"|surveyed|tested|sampled|inspected|measured|polled|interviewed|consulted|counted)\b[^,;:.]*$",
    re.IGNORECASE,
)
# Of these a day is the day they were made on; "a report on Friday" came out then.
_MADE_ON_A_DAY = re.compile(
    r"\b(?:inspections?|audits?|counts?|sampling|tests?|measurements?|samples)\b", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"\b(?:published|released|issued|unveiled|presented|tabled|leaked|obtained|seen|announced|posted|printed|submitted"
    r"|sent|dated|out|came|appeared|said|told|wrote)\b[^,;:.]*$",
    re.IGNORECASE,
)
# "In April, she found 40": her own finding, of that time.
_FRONTED = re.compile(r"\W*(?:In|On|At)\s+(?:the\s+)?|\W*")
_OWN_FINDING = re.compile(
    r",?\s+(?:[A-Z][\w’'-]*\s+){0,3}(?:s?he|it|they|we|I|[A-Z][\w’'-]*)\s+(?:found|counted|measured|recorded|saw)\s+"
)
# "had warned last year that fares were too high": so they were then; "a court on Friday ordered the firm to pay $3m".
_SAID_EARLIER = re.compile(
    r"\bhad\s+(?:already\s+|also\s+)?(?:warned|complained|noted|estimated|reported|criticised|criticized|found|put)\b[^,;:.]*$"
)
_ORDERED = re.compile(r"\b(?:ordered|fined|sentenced|recommended)\b")
_TO_BE_DONE = re.compile(r"\bto\s+(?:pay|repay|refund|return|forfeit|serve|spend)\b|\bbe\s+[a-z]+\b")
_FOUND = re.compile(
    r"\b(?:found|finds|showed|shows|shown|revealed|reveals|suggested|suggests|concluded|concludes|estimated|recorded"
    r"|counted|rated|put|indicated|measured|expected|predicted)\b"
)


def survey_time(text: str, sentence: Span, content: Span, times: Sequence[Time]) -> Time | None:
    """The time of the survey or the order that ``content`` in ``sentence`` comes from; ``times`` are in order."""
    for time in times:
        if not sentence.start <= time.start < content.start:
            continue
        before = text[max(sentence.start, time.start - _REACH) : time.start]
        after = text[time.end : min(content.start, time.end + _REACH)]
        told = text[content.start : min(content.end, content.start + _REACH)]
        if _FRONTED.fullmatch(before) and _OWN_FINDING.fullmatch(after):
            return time
        if _is_of_act(before, after, told, time):
            return time
        if "T" in time.value or _SURVEY.search(before) is None or _PUBLISHED.search(before):
            continue
        if len(time.value) == _DAY and _MADE_ON_A_DAY.search(before) is None:
            continue
        if _FOUND.search(after) is not None and not re.search(r"[;:.]\s", after):
            return time
    return None


def _is_of_act(before: str, after: str, told: str, time: Time) -> bool:
    """Whether what is reported was so at the time it was said, or came about by being said."""
    if len(time.value) < _DAY and _SAID_EARLIER.search(before) and not re.search(r"[,;:.]", after):
        return True
    ordered = _ORDERED.search(f"{before} {after}") is not None and _TO_BE_DONE.search(told) is not None
    return ordered and not re.search(r"[,;:.]\s", after)
