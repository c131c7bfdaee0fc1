"""Whether a lawyer explains the law or speaks for a side: on a case that is not theirs they are experts."""

from __future__ import annotations

from .evidence import RoleEvidence
from .tokens import Tokens

# How far after the noun a clause can say that a lawyer has no part in the case, and how it says so.
_CLAUSE = 16
_UNINVOLVED = ("not connected", "not involved", "n't involved", "no involvement", "no connection", "not representing")
_REPRESENTS = frozenset(
    "represents represent representing represented acting acts defends defending prosecuting".split()
)
_LEGAL_FIELDS = frozenset(
    "constitutional immigration employment tax media environmental family competition antitrust patent privacy "
    "corporate rights labour labor maritime copyright insolvency planning international property divorce asylum "
    "data bankruptcy consumer medical election".split()
)
_OWNERS = frozenset({"'s", "'", "his", "her", "their", "my", "our"})


def is_outside(tokens: Tokens, item: RoleEvidence) -> bool:
    """Whether a lawyer speaks of a field or of a case that is not theirs: "a tax lawyer", "who is not involved"."""
    if item.head is None or item.role is None:
        return False
    first = item.role[0]
    around = tokens.sentence_range(tokens.sentence[item.head])
    following = " ".join(tokens.lower[item.head : min(around.stop, item.head + _CLAUSE)])
    if any(phrase in following for phrase in _UNINVOLVED):
        return True
    owned = _OWNERS & {tokens.word(first - 1), *tokens.lower[first : item.head]}
    represents = tokens.word(item.head + 1) in {"for", "of"} or any(tokens.lower[i] in _REPRESENTS for i in around)
    return not owned and not represents and bool(_LEGAL_FIELDS & set(tokens.lower[first : item.head]))
