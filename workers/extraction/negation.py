"""Whether a cue reports that something was *not* said: "did not say", "refused to confirm", "has never claimed"."""

from __future__ import annotations

import re

from .types import Span

_NEGATION = re.compile(
    r"""
    (?: \b(?:not|never|nor|neither|without|hardly) | \b(?:did|do|does|has|have|had|would|could|will|was|is)n['’]t
      | \b(?:refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|fail(?:s|ed|ing)?|stop(?:s|ped|ping)?\ short\ of)(?:\ to)? )
    (?:\ (?:yet|ever|even|explicitly|publicly|directly|immediately|himself|herself|themselves|to|have|been|be|going))*
    \ $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_INSIDE = re.compile(r"(?:^|\s)(?:not|never)\s|n['’]t\s|^(?:refus|declin|fail)(?:e|es|ed|ing|s)?\sto\s", re.IGNORECASE)


def is_negated(text: str, cue: Span) -> bool:
    """Whether the cue, or the words right before it, negate the reporting. "Denied" does not."""
    before = text[max(0, cue.start - 60) : cue.start]
    return bool(_NEGATION.search(before) or _INSIDE.search(cue.of(text)))
