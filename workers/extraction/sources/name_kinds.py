"""What kind of name a run of capitals is, by its form and what stands beside it."""

from __future__ import annotations

from typing import Literal

from . import lexicons
from .body_context import has_body_context, heads_body, is_firm_of
from .nouns import is_role_noun, role_start, singular
from .tokens import Tokens

RunKind = Literal["person", "organization", "place", "other", "unknown"]
_ACRONYM = 6
_MOVES = frozenset(
    "jumped fell rose gained slipped climbed dropped surged tumbled added lost advanced sank slid soared "
    "plunged".split()
)
# Nouns that end the names of bodies called after somebody, and hardly any family name: "Ada Obi Foundation".
BODIES_OF = frozenset(
    "foundation university institute hospital hospice trust society association ministry school academy centre center "
    "museum theatre theater clinic orchestra fund group partners ltd plc inc company college command unit squad corps "
    "branch division department agency office authority council bank federation commission committee bureau "
    "corporation police court holdings industries airlines".split()
)
# What is "General" or "Major" without being an officer: "next year's General Election".
_EVENTS = frozenset("election elections strike meeting synod secretariat debate conference incident".split())
_DAYS = frozenset({"day", "eve", "week", "month", "season", "cup", "prize", "award"})
PLACE_PREPOSITIONS = frozenset(
    {"in", "near", "outside", "across", "around", "toward", "towards", "throughout", "to", "from"}
)


def in_place(tokens: Tokens, first: int, last: int) -> bool:
    """An acronym, or one word after "in" or "at" that is no given name: no person, whatever the model says."""
    if last - first == 1 and tokens.words[first].isupper() and 1 < len(tokens.words[first]) < _ACRONYM:
        return True
    listed = tokens.word(first - 1) == "and" and tokens.word(first - 3) in {"in", "near", "between"}
    return (
        last - first == 1
        and (listed or tokens.word(first - 1) in {"in", "at"})
        and tokens.lower[first] not in lexicons.given_names()
    )


def kind_by_form(tokens: Tokens, lead: int, first: int, last: int) -> tuple[RunKind, float]:
    """The kind that form and surroundings tell, with how much to trust it: from 0.9 it overrules the model."""
    lows = [tokens.lower[i] for i in range(first, last)]
    organizations = lexicons.organization_classes()
    before = tokens.word(first - 1).rstrip(".")
    if tokens.words[first].startswith("@"):
        return "person", 0.5
    if "&" in lows[1:-1]:
        return "organization", 0.92
    if lows[-1] in lexicons.words("names/nationalities.txt") and len(lows) == 1:
        return "other", 0.95
    if all(low in lexicons.words("names/places.txt") for low in lows):
        return "place", 0.9
    if tokens.word(last) == "," and tokens.word(last + 1) == "which" and lows[0] not in lexicons.given_names():
        return "organization", 0.93
    if _is_currency(tokens, first, last) or (len(lows) > 1 and lows[-1] in _DAYS):
        return "other", 0.95
    if len(lows) == 1 and _is_traded(tokens, last) and lows[0] not in lexicons.given_names():
        return "organization", 0.92
    stripped = [i for i in range(lead, first) if tokens.lower[i] not in lexicons.words("names/nationalities.txt")]
    titled = bool(stripped) or (before in lexicons.titles() and before not in lexicons.given_names())
    if titled and lows[-1] in _EVENTS:
        return "other", 0.95
    if titled and lows[-1] not in organizations and (len(lows) == 1 or lows[-1] not in BODIES_OF):
        return "person", 0.95
    if len(lows) > 1 and any(low in organizations for low in lows) and lows[0] not in lexicons.given_names():
        return "organization", 0.92
    if len(lows) > 1 and lows[-1] in BODIES_OF:
        return "organization", 0.92
    if len(lows) == 1 and lows[0] in organizations:
        return "organization", 0.7
    if len(lows) == 1 and 2 <= len(lows[0].replace(".", "")) <= 6 and tokens.words[first].isupper():
        acts = (
            _beside_speech_verb(tokens, first, last)
            or before in {"the", "(", "of", "at", "by", "from", "to"}
            or is_role_noun(tokens.word(last))
        )
        return ("organization", 0.7) if acts else ("unknown", 0.3)
    if heads_body(tokens, lead, last, lows[0] in lexicons.given_names()):
        return "organization", 0.92
    if lows[0] not in lexicons.given_names() and is_firm_of(tokens, first, last):
        return "organization", 0.93
    aged = len(lows) > 1 and _has_age(tokens, last)
    if not aged and lows[0] not in lexicons.given_names() and has_body_context(tokens, first, last):
        return "organization", 0.91
    if len(lows) > 1 and _is_goods(lows) and before not in lexicons.role_nouns():
        return "organization", 0.91
    if _has_person_context(tokens, first, last) and len(lows) > 1:
        return "person", 0.9
    if before == "," and tokens.word(first - 2) in {"name", "surname"}:
        return "person", 0.9
    if lows[0] in lexicons.given_names():
        return "person", 0.85 if len(lows) > 1 else 0.6
    if len(lows) > 1 and before in lexicons.role_nouns():
        return "person", 0.85
    if role_start(tokens, first, max(0, first - 9)) is not None and len(lows) > 1:
        return "person", 0.8
    if tokens.word(last) == "," and tokens.word(last + 1) == "which":
        return "organization", 0.9
    plain = lexicons.any_of("roles/modifiers.txt", "names/nationalities.txt", "common_words.txt")
    common = lexicons.words("common_words.txt")
    if (
        is_role_noun(singular(tokens.word(last)))
        and not tokens.capital[min(last, len(tokens) - 1)]
        and lows[-1] not in plain
    ):
        return "organization", 0.6
    if before in {"at", "the"} and tokens.word(first - (2 if before == "the" else 1)) == "at":
        return "organization", 0.7
    if len(lows) > 1 and lows[-1] in common and not is_role_noun(lows[-1]):
        return "organization", 0.6
    if before in PLACE_PREPOSITIONS:
        return "place", 0.5
    if len(lows) > 1 and _beside_speech_verb(tokens, first, last):
        return "person", 0.65
    if before == "," and tokens.word(last) in {",", ".", "who"} and is_role_noun(tokens.word(first - 2)):
        return "person", 0.6
    if len(lows) > 1 and before not in {"the", "a", "an", "at", "of"}:
        return "person", 0.45
    return "unknown", 0.3


def _is_goods(lows: list[str]) -> bool:
    """Whether a name ends in a common noun in the plural, as firms' do: "Calder Surfaces", "Nord Feeders"."""
    common, last = lexicons.words("common_words.txt"), lows[-1]
    plural = len(last) > 6 and last.endswith("s") and (last in common or last[:-1] in common)
    return plural and lows[0] not in lexicons.given_names()


def _is_currency(tokens: Tokens, first: int, last: int) -> bool:
    """Three capitals before an amount: "NOK 42.30"."""
    code = last - first == 1 and len(tokens.words[first]) == 3 and tokens.words[first].isupper()
    return code and tokens.word(last)[:1].isdigit()


def _is_traded(tokens: Tokens, last: int) -> bool:
    """Whether the name rises or falls by a figure, as shares do: "Krona-Tek jumped 11 percent"."""
    return tokens.word(last) in _MOVES and tokens.word(last + 1)[:1].isdigit()


def _has_person_context(tokens: Tokens, first: int, last: int) -> bool:
    """An age in commas or brackets, a relative clause with "who", an initial inside the name."""
    if any(len(tokens.words[i]) == 2 and tokens.words[i][1] == "." for i in range(first, last)):
        return True
    return _has_age(tokens, last) or (tokens.word(last) == "," and tokens.word(last + 1) == "who")


def _has_age(tokens: Tokens, last: int) -> bool:
    """Whether an age in commas or brackets follows."""
    mark, following = tokens.word(last), tokens.word(last + 1)
    aged = mark in {",", "("} and following.isdigit() and 3 < int(following[:4]) < 120
    return aged and tokens.word(last + 2) in {",", ")", "."}


def _beside_speech_verb(tokens: Tokens, first: int, last: int) -> bool:
    verbs = lexicons.words("mentions/speech_verbs.txt")
    return tokens.word(last) in verbs or tokens.word(first - 1) in verbs
