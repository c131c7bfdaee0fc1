"""Who made a document: "figures from the Hospital Union", "a Ledger analysis", "the league's own figures", "Its data".

A document has no role, and the body that made it is its affiliation. The wording of the source is read first; a bare
"the report" is what was called one with its maker before.
"""

from __future__ import annotations

from . import lexicons
from .body_phrases import body_phrase
from .employers import Employers
from .entities import Cast
from .nouns import DETERMINERS, is_role_noun, singular
from .tokens import Tokens

# How far back the body is that "its figures" means, and the report that "the report" means.
_BACK = 45
_REPORT_BACK = 400
# Somebody else's participle: who asks for a report, or shows it, has not written it.
_NOT_MAKING = frozenset(
    "commissioned seen obtained released reviewed viewed tabled ordered requested cited quoted shared leaked read "
    "received held demanded led inspired funded financed paid backed".split()
)
# Documents that a body makes about something. A letter or a post with a name before it may be named for anything.
_COMPILED = frozenset(
    "study report survey poll data figure statistic paper review analysis research result finding count census index "
    "forecast assessment audit investigation inquiry evaluation inventory estimate calculation number monitoring tally "
    "record breakdown projection measurement".split()
)
_PERIODS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december spring summer autumn winter christmas easter".split()
)
_PUBLISHED = frozenset({"published", "appears", "appeared", "appearing"})
_PERIODICALS = frozenset({"journal", "review", "letters", "proceedings", "annals", "magazine", "bulletin"})


def maker_of(employers: Employers, first: int, last: int) -> tuple[int, int] | None:
    """The body that made the document which the tokens describe; ``None`` where the text does not say it."""
    tokens = employers.tokens
    head = document_head(tokens, first, last)
    if head is None:
        return None
    found = _maker(employers, first, head, last)
    bare = found is None and head - first <= 1 and tokens.lower[first] in {"the", "this"}
    return _of_the_same(employers, first, head) if bare else found


def document_head(tokens: Tokens, first: int, last: int) -> int | None:
    """The noun for the document: the last of the run of nouns before "from", "by", "of" and the like."""
    listed = lexicons.words("mentions/documents.txt")
    return next((i for i in range(first, last) if tokens.lower[i] in listed and not _modifies(tokens, i, last)), None)


def _modifies(tokens: Tokens, index: int, last: int) -> bool:
    """Whether the noun stands before another one: "[survey ]results"."""
    return index + 1 < last and tokens.lower[index + 1] in lexicons.words("mentions/documents.txt")


def _maker(employers: Employers, first: int, head: int, last: int) -> tuple[int, int] | None:
    tokens, cast = employers.tokens, employers.cast
    stop = tokens.sentence_range(tokens.sentence[head]).stop
    found = _after(tokens, cast, head, max(last, _phrase_stop(tokens, head + 1, stop)))
    if found is None:
        found = _owner(employers, first, head) or _before(tokens, cast, first, head)
    return found or _journal(tokens, head, stop)


def _phrase_stop(tokens: Tokens, first: int, stop: int) -> int:
    """The end of what may still belong to the document: a comma, a mark, a verb of speech or a clause."""
    verbs = lexicons.words("mentions/speech_verbs.txt")
    for index in range(first, min(stop, first + 16)):
        word = tokens.lower[index]
        if not (word[0].isalnum() or word in {"'s", "'", "&", "-"}) or word in {"that", "which", "who", "and", "was"}:
            return index
        if word in verbs and not tokens.capital[index] and word not in _NOT_MAKING | {"published"}:
            return index
    return min(stop, first + 16)


def _after(tokens: Tokens, cast: Cast, head: int, last: int) -> tuple[int, int] | None:
    """ "figures from the Union", "a survey of 800 shops by the Union", "a report of the State auditor"."""
    for index in range(head + 1, last - 1):
        word = tokens.lower[index]
        if word not in {"by", "from"} and not (word == "of" and index == head + 1):
            continue
        if word == "by" and tokens.lower[index - 1] in _NOT_MAKING:
            return None
        if word == "from" and (index - head > 3 or tokens.word(index + 1)[:1].isdigit()):
            continue
        start = index + 1
        while start < last and tokens.lower[start] in DETERMINERS:
            start += 1
        if start >= last or any(
            cast.entities[m.entity].kind == "person" and m.first == start for m in cast.at(start, start + 1)
        ):
            continue
        body = _office(tokens, start, last) or body_phrase(tokens, cast, start, last, "at" if word == "by" else "of")
        if body is None or (word == "of" and not _is_named(tokens, body)):
            continue
        return body
    return None


def _is_named(tokens: Tokens, body: tuple[int, int]) -> bool:
    """Whether a phrase after "of" is a name: what a report is of may be anything else."""
    return any(tokens.capital[i] for i in range(*body))


def _office(tokens: Tokens, start: int, last: int) -> tuple[int, int] | None:
    """An office that makes reports as a body does: "the state auditor", "the Comptroller General"."""
    for index in range(start, min(start + 3, last)):
        if tokens.lower[index] in {"auditor", "ombudsman", "comptroller", "coroner", "regulator", "watchdog"}:
            return start, index + 1 + (tokens.word(index + 1) == "general")
    return None


def _owner(employers: Employers, first: int, head: int) -> tuple[int, int] | None:
    """ "the league's own figures", "its data"."""
    tokens, cast = employers.tokens, employers.cast
    for index in range(first, head):
        word = tokens.lower[index]
        if word in {"its", "their"} and index == first:
            return _last_body(employers, first)
        if word in {"'s", "'"}:
            start = first + (tokens.lower[first] in DETERMINERS)
            people = [m for m in cast.at(start, index) if cast.entities[m.entity].kind == "person"]
            named = [m for m in cast.at(start, index) if cast.entities[m.entity].kind == "organization"]
            noun = tokens.lower[index - 1] in lexicons.organization_classes()
            if people or not (named or noun):
                return None
            return (employers.of_noun(tokens.lower[start], start) if index - start == 1 else None) or (start, index)
    return None


def _last_body(employers: Employers, index: int) -> tuple[int, int] | None:
    """The body of the sentence before: the one whose data "its data" are."""
    cast = employers.cast
    sentence = employers.tokens.sentence
    near = [
        m
        for m in cast.at(max(0, index - _BACK), index)
        if cast.entities[m.entity].kind == "organization" and sentence[index] - sentence[m.first] <= 1
    ]
    return (near[-1].first, near[-1].last) if near else None


def _before(tokens: Tokens, cast: Cast, first: int, head: int) -> tuple[int, int] | None:
    """ "a Ledger analysis", "a traffic police count": a body right before the noun."""
    if tokens.lower[head] not in _COMPILED and singular(tokens.lower[head]) not in _COMPILED:
        return None
    start = first + (tokens.lower[first] in DETERMINERS)
    while start < head and not tokens.capital[start] and tokens.lower[start] in lexicons.words("roles/modifiers.txt"):
        start += 1
    if start >= head:
        return None
    listed = lexicons.organization_classes()
    end = head
    while end > start + 1 and not tokens.capital[end - 1] and tokens.lower[end - 1] not in listed:
        end -= 1
    body = (start, end)
    mentions = cast.at(start, end)
    if any(cast.entities[m.entity].kind == "person" for m in mentions):
        return None
    if tokens.lower[end - 1] in listed and (end - start > 1 or tokens.capital[start]):
        return body if not any(tokens.lower[i][0].isdigit() for i in range(*body)) else None
    if any(cast.entities[m.entity].kind == "organization" for m in mentions):
        return body if not _is_plain(tokens, start) else None
    inside = start > 0 and tokens.same_sentence(start - 1, start)
    alone = end - start == 1 and tokens.capital[start] and inside and tokens.word(first) in {"a", "an"}
    return body if alone and not _is_plain(tokens, start) and tokens.words[start].isalpha() else None


def _is_plain(tokens: Tokens, index: int) -> bool:
    """Whether a capital tells where or when rather than who: "the German figures", "the October report"."""
    word = tokens.lower[index]
    plain = lexicons.words("names/nationalities.txt") | lexicons.words("names/places.txt") | _PERIODS
    return word in plain or is_role_noun(word)


def _journal(tokens: Tokens, head: int, stop: int) -> tuple[int, int] | None:
    """ "a study published on Monday in the journal Marsh Letters"."""
    if singular(tokens.lower[head]) not in _COMPILED:
        return None
    for index in range(head + 1, min(stop, head + 14)):
        if tokens.lower[index] != "in" or not _PUBLISHED & set(tokens.lower[head + 1 : index]):
            continue
        start = index + 1 + (tokens.word(index + 1) == "the")
        end = start + (tokens.word(start) == "journal")
        while end < stop and (tokens.capital[end] or (tokens.lower[end] == "of" and tokens.capital[end + 1])):
            end += 1
        words = set(tokens.lower[start:end])
        if end > start and not words & _PERIODS and (words & _PERIODICALS or end - start > 1):
            return start, end
    return None


def _of_the_same(employers: Employers, index: int, head: int) -> tuple[int, int] | None:
    """The maker of what "the report" means: the nearest one before that was told with its maker."""
    tokens = employers.tokens
    noun = singular(tokens.lower[head])
    for at in range(index - 1, max(0, index - _REPORT_BACK), -1):
        if singular(tokens.lower[at]) != noun or _modifies(tokens, at, at + 2):
            continue
        start = at
        while (
            start > 0
            and at - start < 5
            and tokens.lower[start] not in DETERMINERS
            and tokens.same_sentence(start - 1, at)
        ):
            start -= 1
        if tokens.lower[start] not in DETERMINERS - {"the", "this"}:
            continue  # a new one is told with "a"
        return _maker(employers, start, at, at + 1)
    return None
