"""When a survey, a count or an inspection was made: that is the time of what it found.

    survey_time(text, sentence, content, times) -> Time | None

"A survey conducted last month found that 61 percent …", "An inspection in 2022 rated …": the time stands beside the
survey, before its finding. The day that a report was published or seen is not the time of its figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..types import Span, Time

_REACH = 200  # code points on either side of a time in which its survey and what that found are named
_DAY = len("2024-11-01")
_SURVEY = re.compile(
    r"\b(?:surveys?|polls?|inspections?|audits?|census|counts?|sampling|tests?|measurements?|samples|interviews?"
    r"|studies|study|reports?|reviews?|minutes)\b[^,;:.]*$",
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
_FOUND = re.compile(
    r"\b(?:found|finds|showed|shows|shown|revealed|reveals|suggested|suggests|concluded|concludes|estimated|recorded"
    r"|counted|rated|put|indicated|measured)\b"
)


def survey_time(text: str, sentence: Span, content: Span, times: Sequence[Time]) -> Time | None:
    """The time of the survey that ``content``, a finding in ``sentence``, is reported from; ``times`` are in order."""
    for time in times:
        if not sentence.start <= time.start < content.start:
            continue
        before = text[max(sentence.start, time.start - _REACH) : time.start]
        after = text[time.end : min(content.start, time.end + _REACH)]
        if "T" in time.value or _SURVEY.search(before) is None or _PUBLISHED.search(before):
            continue
        if len(time.value) == _DAY and _MADE_ON_A_DAY.search(before) is None:
            continue
        if _FOUND.search(after) is not None and not re.search(r"[;:.]\s", after):
            return time
    return None
