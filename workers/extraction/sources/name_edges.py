"""Where a name proper begins and ends in a run of capitals: behind offices and titles, before letters after a name."""

from __future__ import annotations

from . import lexicons
from .nouns import is_role_noun, singular
from .tokens import Tokens

# Second halves of hyphened offices and trades: "Auditor-General", "Nurse-midwife".
_HYPHENED = frozenset({"general", "midwife", "elect", "designate", "president", "chairman", "secretary", "chief"})
_SHORT_TITLE = 3
_FOREIGN_OF = frozenset({"de", "del", "do", "da", "des", "du", "di", "della"})


def past_office(tokens: Tokens, first: int, last: int) -> int:
    """Past the field of an office: "Secretary of [State] Ada Obi" is no body but a title and a name."""
    of = first - 2 if tokens.word(first - 1) == "the" else first - 1
    if tokens.word(of) != "of" or not is_role_noun(tokens.word(of - 1)) or not tokens.capital[of - 1]:
        return first
    named = next((i for i in range(first + 1, last - 1) if tokens.lower[i] in lexicons.given_names()), None)
    if named is None and tokens.word(of - 1) == "minister":
        return max(first, last - 2)  # "Minister of Foreign Affairs Delroy Obi": the last two words are the name
    return first if named is None else named


def cut_lead(tokens: Tokens, first: int, last: int, span: range) -> int:
    """Where the name proper begins: after the last title or capitalised role word of the run."""
    if tokens.lower[last - 1] in lexicons.organization_classes() and tokens.lower[first].rstrip(".") not in {
        "mr",
        "mrs",
        "ms",
        "dr",
    }:
        trade = (
            last - first > 2
            and is_role_noun(tokens.lower[first])
            and tokens.lower[first] in lexicons.organization_classes()
        )
        return first + 1 if trade else first
    name = first
    opening = _foreign_body(tokens, first, last)
    for index in range(opening, last - 1):
        low = tokens.lower[index].rstrip(".")
        is_title = low in lexicons.titles() or singular(low) in lexicons.titles() or low in lexicons.role_nouns()
        is_title = is_title or "-of-" in low or low.endswith(("ologist", "ographer"))
        is_title = is_title or low.rsplit("-", 1)[-1] in _HYPHENED
        is_title = is_title or ("-" in low and is_role_noun(low) and index < last - 2)
        if lexicons.role_classes().get(low, ()) == ("family",) and index > first:
            is_title = False
        if _is_middle_name(tokens, index, first) or _is_later_initial(tokens, index, first):
            is_title = False
        if is_title and (low not in lexicons.given_names() or tokens.lower[index].endswith(".")):
            name = index + 1
    while name < last - 1 and tokens.lower[name] in lexicons.words("names/nationalities.txt"):
        if name == last - 2 and tokens.lower[name] in lexicons.given_names():
            break  # "the bassist Christian Obi"
        name += 1
    return _past_field(tokens, name, last)


def _past_field(tokens: Tokens, name: int, last: int) -> int:
    """Past what an office is for: "Police Commissioner [of the Western Range] S. P. Obi"."""
    if tokens.lower[name] not in {"of", "for"}:
        return name
    given = lexicons.given_names()
    for index in range(name + 1, last - 1):
        if is_initial(tokens, index) or tokens.lower[index] in given:
            return index
    return max(name + 1, last - 2)


def is_initial(tokens: Tokens, index: int) -> bool:
    """Whether the token is a capital with its full stop: "S."."""
    word = tokens.words[index]
    return len(word) == 2 and word[0].isupper() and word[1] == "."


def _is_later_initial(tokens: Tokens, index: int, first: int) -> bool:
    """Whether a letter that can be a title follows an initial: "K. [M.] Obi"."""
    return index > first and is_initial(tokens, index) and is_initial(tokens, index - 1)


def _is_middle_name(tokens: Tokens, index: int, first: int) -> bool:
    """Whether a title stands where no title does, behind a given name: "Mina [Begum] Obi"."""
    low, before = tokens.lower[index], tokens.lower[index - 1]
    title = low in lexicons.titles() and not is_role_noun(low) and not low.endswith(".") and len(low) > _SHORT_TITLE
    return title and index > first and before in lexicons.given_names() and before not in lexicons.titles()


def _foreign_body(tokens: Tokens, first: int, last: int) -> int:
    """The last "de" or "di" of a body named in another language ("Universidad Mayor de …"), else ``first``."""
    if tokens.lower[first] not in lexicons.organization_classes():
        return first
    return max((i for i in range(first, last) if tokens.lower[i] in _FOREIGN_OF), default=first)


def cut_tail(tokens: Tokens, first: int, last: int) -> int:
    """Where the name proper ends: before letters after it ("KC", "MP"), with "Jr."."""
    suffixes = lexicons.words("names/suffixes.txt")
    while (
        last - first > 1
        and tokens.lower[last - 1] in suffixes
        and tokens.lower[last - 1].rstrip(".") not in {"jr", "sr"}
    ):
        last -= 1
    return last
