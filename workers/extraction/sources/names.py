"""Names in the text: the model's spans and capitalised runs, put together and told apart by form and surroundings.

The model's edges and kinds are votes, not verdicts: a run of capitalised words with its particles and initials decides where a
name begins and ends, words before it that are titles or roles are cut off, and lexical evidence (a given name, an
organisation noun, an age in commas) can overrule the kind.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from ..document import Name
from . import lexicons
from .nouns import is_role_noun, role_start, singular
from .tokens import Tokens

RunKind = Literal["person", "organization", "place", "other", "unknown"]

_CONNECTORS = frozenset({"of", "for", "on", "de", "des", "du", "di"})
_OPEN_QUOTES = frozenset("“\"‘'«„”")
_CLOSE_QUOTES = frozenset("”\"’'»“")
_SKIPPED_BLOCKS = frozenset({"credit", "byline", "dateline", "notice"})
_MOSTLY_CAPITALS = 0.6
_HEADLINE_WORDS = 2
_OPENS_BODY = frozenset({"world", "new", "first", "great", "business", "sports", "culture", "news", "old", "united"})
_PLACE_PREPOSITIONS = frozenset(
    {"in", "near", "outside", "across", "around", "toward", "towards", "throughout", "to", "from"}
)
_PARTICIPLES = ("-based", "-trained", "-born", "-led", "-listed", "-backed", "-owned", "-educated", "-run", "-funded")


@dataclass(frozen=True, slots=True)
class Run:
    """A name: tokens ``first`` to ``last`` (exclusive); ``lead`` is where its titles and capitalised role words begin."""

    first: int
    last: int
    lead: int
    kind: RunKind
    score: float
    title_gender: str

    @property
    def size(self) -> int:
        """How many tokens the name has."""
        return self.last - self.first


def find_runs(tokens: Tokens, names: tuple[Name, ...]) -> tuple[Run, ...]:
    """All names outside credits, bylines and headings in capitals, in text order. Linear in the text."""
    votes = _Votes(names)
    pairs = Counter(
        (tokens.words[i], tokens.words[i + 1])
        for i in range(len(tokens) - 1)
        if tokens.capital[i] and tokens.capital[i + 1]
    )
    runs: list[Run] = []
    for number, sentence in enumerate(tokens.layout.sentences):
        if tokens.layout.blocks[sentence.block].kind in _SKIPPED_BLOCKS:
            continue
        span = tokens.sentence_range(number)
        if is_title_case(tokens, span):
            runs.extend(_voted_runs(tokens, span, votes))
            continue
        index = span.start
        while index < span.stop:
            if not _starts_name(tokens, index, span):
                index += 1
                continue
            last = _extend(tokens, index, span.stop)
            run = _classify(tokens, _drop_opener(tokens, index, last, pairs), last, span, votes)
            if run is not None:
                runs.append(run)
            index = last
    return tuple(runs)


def is_title_case(tokens: Tokens, span: range) -> bool:
    """Whether the sentence is written like a headline, common words with capitals too: capitals then tell nothing."""
    letters = [i for i in span if tokens.words[i][0].isalpha()]
    if len(letters) < 4 or sum(tokens.capital[i] for i in letters) / len(letters) < _MOSTLY_CAPITALS:
        return False
    ordinary = lexicons.words("common_words.txt") | lexicons.words("names/not_names.txt")
    return sum(tokens.capital[i] and tokens.lower[i] in ordinary for i in letters[1:]) >= _HEADLINE_WORDS


class _Votes:
    """The model's names by offset."""

    def __init__(self, names: tuple[Name, ...]) -> None:
        self._names = sorted(names, key=lambda name: name.start)
        self._starts = [name.start for name in self._names]

    def over(self, start: int, end: int) -> list[Name]:
        """The model's names that overlap the range."""
        found = []
        index = bisect_right(self._starts, end - 1) - 1
        while index >= 0 and len(found) < 4 and self._names[index].end > start - 120:
            if self._names[index].end > start:
                found.append(self._names[index])
            index -= 1
        return found


def _voted_runs(tokens: Tokens, span: range, votes: _Votes) -> list[Run]:
    """In a headline only what the model names counts."""
    if not span:
        return []
    found = votes.over(tokens.starts[span.start], tokens.ends[span.stop - 1])
    runs = []
    for name in sorted(found, key=lambda name: name.start):
        first, last = tokens.at(name.start), tokens.at(name.end - 1) + 1
        while first < last and (tokens.lower[first].rstrip(".") in lexicons.titles() or not tokens.capital[first]):
            first += 1
        if first < last <= first + 5 and name.kind != "place":
            runs.append(Run(first, last, first, name.kind, name.score * 0.8, ""))
    return runs


def _starts_name(tokens: Tokens, index: int, span: range) -> bool:
    word, low = tokens.words[index], tokens.lower[index]
    if not tokens.capital[index] or not (word[0].isalpha() or word[0] == "@"):
        return False
    alone = index + 1 >= span.stop or not tokens.capital[index + 1]
    if (
        alone
        and index == span.start
        and low in lexicons.words("common_words.txt")
        and low not in lexicons.given_names()
    ):
        return False
    if low in lexicons.words("names/not_names.txt") or low.rstrip(".") in lexicons.words("names/not_names.txt"):
        follows = index + 1 < span.stop and tokens.capital[index + 1] and tokens.words[index + 1][0].isalpha()
        if low in _OPENS_BODY and follows:
            return any(
                tokens.lower[i] in lexicons.organization_classes()
                for i in range(index + 1, _extend(tokens, index + 1, span.stop))
            )
        return low in lexicons.given_names() and follows and tokens.lower[index + 1] not in lexicons.given_names()
    return True


def _extend(tokens: Tokens, first: int, stop: int) -> int:
    """The end of the run that begins at ``first``."""
    particles = lexicons.words("names/particles.txt")
    organization = False
    index = first
    while index < stop:
        organization = organization or tokens.lower[index] in lexicons.organization_classes()
        following = index + 1
        if following >= stop:
            break
        if _is_name_word(tokens, following):
            index = following
            continue
        step = following
        while step < stop and tokens.lower[step] in particles and step - following < 3:
            step += 1
        if step > following and step < stop and _is_name_word(tokens, step) and not organization:
            index = step
            continue
        if organization and tokens.lower[following] in _CONNECTORS:
            step = following + 1
            if step < stop and tokens.lower[step] == "the":
                step += 1
            if step < stop and _is_name_word(tokens, step):
                index = step
                continue
        if (
            organization
            and tokens.lower[following] in {"and", "&"}
            and _joins_organization(tokens, first, following, stop)
        ):
            index = following + 1
            continue
        if tokens.words[following] == "&" and following + 1 < stop and _is_name_word(tokens, following + 1):
            index = following + 1
            continue
        if tokens.lower[following] == "'s" and following + 1 < stop and tokens.capital[following + 1]:
            ends_in = next(
                (
                    i
                    for i in range(following + 1, min(following + 4, stop))
                    if tokens.lower[i] in lexicons.organization_classes()
                ),
                None,
            )
            if (
                ends_in is not None
                and all(tokens.capital[i] for i in range(following + 1, ends_in + 1))
                and not is_role_noun(tokens.lower[ends_in])
            ):
                index, organization = ends_in, True
                continue
        nickname_end = _nickname_end(tokens, following, stop)
        if nickname_end:
            index = nickname_end
            continue
        break
    return index + 1


def _drop_opener(tokens: Tokens, first: int, last: int, pairs: Counter[tuple[str, str]]) -> int:
    """A common word that is capitalised only because it opens the sentence is no part of the name after it."""
    low = tokens.lower[first]
    before = tokens.word(first - 1)
    opens = (
        first == 0
        or not tokens.same_sentence(first - 1, first)
        or not (before[-1].isalnum() or before in {",", "(", "."})
    )
    if last - first > 1 and pairs[tokens.words[first], tokens.words[first + 1]] > 1:
        return first
    if last - first > 1 and opens and low in lexicons.words("common_words.txt") and low not in lexicons.given_names():
        kept = (
            is_role_noun(low) or low in lexicons.organization_classes() or low in lexicons.words("roles/modifiers.txt")
        )
        return first if kept or low in lexicons.titles() else first + 1
    return first


def _is_name_word(tokens: Tokens, index: int) -> bool:
    if not tokens.capital[index] or not tokens.words[index][0].isalpha():
        return False
    low = tokens.lower[index].rstrip(".")
    if low in lexicons.words("names/not_names.txt"):
        follows = (
            index + 1 < len(tokens) and tokens.capital[index + 1] and tokens.lower[index - 1] in lexicons.given_names()
        )
        return low in {"may", "june", "april", "august", "will", "new", "old", "great", "white"} or follows
    return not low.endswith(_PARTICIPLES)


def _joins_organization(tokens: Tokens, first: int, conjunction: int, stop: int) -> bool:
    """Whether "and" joins two words of one organisation's name: it has an "of"/"for" before, or an organisation noun after."""
    after = conjunction + 1
    if after >= stop or not _is_name_word(tokens, after):
        return False
    if any(tokens.lower[i] in _CONNECTORS for i in range(first, conjunction)):
        return after + 1 >= stop or not _is_name_word(tokens, after + 1)
    return False


def _nickname_end(tokens: Tokens, index: int, stop: int) -> int:
    """For 'Rodel “Odie” Macaraeg': the index of the word after the nickname; 0 where there is none."""
    if tokens.words[index] not in _OPEN_QUOTES or index + 3 >= stop:
        return 0
    if tokens.capital[index + 1] and tokens.words[index + 2] in _CLOSE_QUOTES and _is_name_word(tokens, index + 3):
        tight = tokens.starts[index + 1] == tokens.ends[index] and tokens.starts[index] > tokens.ends[index - 1]
        return index + 3 if tight else 0
    return 0


def _classify(tokens: Tokens, first: int, last: int, span: range, votes: _Votes) -> Run | None:
    lead, first = first, _cut_lead(tokens, first, last, span)
    last = _cut_tail(tokens, first, last)
    if first >= last:
        return None
    if all(tokens.lower[i].rstrip(".") in lexicons.titles() for i in range(first, last)) and tokens.words[first][-1] == ".":
        return None
    if is_role_noun(tokens.lower[last - 1]) and tokens.lower[first] not in lexicons.given_names():
        plain = lexicons.words("roles/modifiers.txt") | lexicons.words("names/nationalities.txt")
        if all(is_role_noun(tokens.lower[i]) or tokens.lower[i] in plain for i in range(first, last)):
            return None
    found = votes.over(tokens.starts[first], tokens.ends[last - 1])
    kind, score = _kind_by_form(tokens, lead, first, last)
    vote = max(found, key=lambda name: name.score, default=None)
    if vote is not None and score < 0.9 and not (vote.kind == "person" and _in_place(tokens, first, last)):
        kind, score = vote.kind, max(vote.score, 0.6)
    gender = next((g for i in range(lead, first) if (g := lexicons.titles().get(tokens.lower[i].rstrip("."), ""))), "")
    if first > lead and lead > span.start:
        gender = gender or lexicons.titles().get(tokens.lower[lead - 1].rstrip("."), "")
    return Run(first, last, lead, kind, score, gender)


def _in_place(tokens: Tokens, first: int, last: int) -> bool:
    """One word after "in" or "at" that is no given name: a place or a body, whatever the model says."""
    return (
        last - first == 1
        and tokens.word(first - 1) in {"in", "at"}
        and tokens.lower[first] not in lexicons.given_names()
    )


def _cut_lead(tokens: Tokens, first: int, last: int, span: range) -> int:
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
    for index in range(first, last - 1):
        low = tokens.lower[index].rstrip(".")
        is_title = low in lexicons.titles() or singular(low) in lexicons.titles() or low in lexicons.role_nouns()
        if "family" in lexicons.role_classes().get(low, ()) and index > first:
            is_title = False
        if is_title and (low not in lexicons.given_names() or tokens.lower[index].endswith(".")):
            name = index + 1
    while name < last - 1 and tokens.lower[name] in lexicons.words("names/nationalities.txt"):
        name += 1
    return name


def _cut_tail(tokens: Tokens, first: int, last: int) -> int:
    suffixes = lexicons.words("names/suffixes.txt")
    while (
        last - first > 1
        and tokens.lower[last - 1] in suffixes
        and tokens.lower[last - 1].rstrip(".") not in {"jr", "sr"}
    ):
        last -= 1
    return last


def _kind_by_form(tokens: Tokens, lead: int, first: int, last: int) -> tuple[RunKind, float]:
    """The kind that form and surroundings tell, with how much to trust it: from 0.9 it overrules the model."""
    lows = [tokens.lower[i] for i in range(first, last)]
    organizations = lexicons.organization_classes()
    before = tokens.word(first - 1).rstrip(".")
    if tokens.words[first].startswith("@"):
        return "person", 0.5
    if lows[-1] in lexicons.words("names/nationalities.txt") and len(lows) == 1:
        return "other", 0.95
    if all(low in lexicons.words("names/places.txt") for low in lows):
        return "place", 0.9
    titled = first > lead or (before in lexicons.titles() and before not in lexicons.given_names())
    if titled and lows[-1] not in organizations:
        return "person", 0.95
    if len(lows) > 1 and any(low in organizations for low in lows) and lows[0] not in lexicons.given_names():
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
    if lows[0] not in lexicons.given_names() and _has_body_context(tokens, first, last):
        return "organization", 0.86
    if _has_person_context(tokens, first, last) and len(lows) > 1:
        return "person", 0.9
    if lows[0] in lexicons.given_names():
        return "person", 0.85 if len(lows) > 1 else 0.6
    if len(lows) > 1 and before in lexicons.role_nouns():
        return "person", 0.85
    if role_start(tokens, first, max(0, first - 9)) is not None and len(lows) > 1:
        return "person", 0.8
    if tokens.word(last) == "," and tokens.word(last + 1) == "which":
        return "organization", 0.85
    plain = lexicons.words("roles/modifiers.txt") | lexicons.words("names/nationalities.txt")
    common = lexicons.words("common_words.txt")
    if (
        is_role_noun(singular(tokens.word(last)))
        and not tokens.capital[min(last, len(tokens) - 1)]
        and lows[-1] not in plain | common
    ):
        return "organization", 0.6
    if before in {"at", "the"} and tokens.word(first - (2 if before == "the" else 1)) == "at":
        return "organization", 0.7
    if len(lows) > 1 and lows[-1] in common and not is_role_noun(lows[-1]):
        return "organization", 0.6
    if before in _PLACE_PREPOSITIONS:
        return "place", 0.5
    if len(lows) > 1 and _beside_speech_verb(tokens, first, last):
        return "person", 0.65
    if before == "," and tokens.word(last) in {",", ".", "who"} and is_role_noun(tokens.word(first - 2)):
        return "person", 0.6
    if len(lows) > 1 and before not in {"the", "a", "an", "at", "of"}:
        return "person", 0.45
    return "unknown", 0.3


def _has_person_context(tokens: Tokens, first: int, last: int) -> bool:
    """An age in commas or brackets, a relative clause with "who", an initial inside the name."""
    if any(len(tokens.words[i]) == 2 and tokens.words[i][1] == "." for i in range(first, last)):
        return True
    mark, following = tokens.word(last), tokens.word(last + 1)
    if mark in {",", "("} and following.isdigit() and 3 < int(following[:4]) < 120:
        return tokens.word(last + 2) in {",", ")", "."}
    return mark == "," and following in {"who", "whose"}


def _has_body_context(tokens: Tokens, first: int, last: int) -> bool:
    """An organisation noun right before ("the network CacaoVue", "the company, Scribewell,") or in the apposition after the name."""
    bodies = lexicons.organization_classes()
    noun = first - 2 if tokens.word(first - 1) == "," else first - 1
    closed = noun == first - 1 or tokens.word(last) in {",", "."}
    if (
        tokens.word(noun) in lexicons.words("names/nationalities.txt")
        and tokens.word(noun - 1) == "the"
        and tokens.word(noun - 2) == ","
    ):
        noun -= 3
        closed = tokens.word(last) == ","
    both = is_role_noun(tokens.word(noun)) and "the" not in tokens.lower[max(0, noun - 3) : max(0, noun)]
    if closed and tokens.word(noun) in bodies and not tokens.capital[max(noun, 0)] and not both:
        return tokens.same_sentence(noun, first)
    if tokens.word(last) != "," or tokens.word(last + 1) not in {"the", "a", "an"}:
        return False
    for index in range(last + 2, min(last + 9, len(tokens))):
        word = tokens.lower[index]
        if is_role_noun(word) or not (word[0].isalnum() or word == "'"):
            return False
        if word in bodies:
            return True
    return False


def _beside_speech_verb(tokens: Tokens, first: int, last: int) -> bool:
    verbs = lexicons.words("mentions/speech_verbs.txt")
    return tokens.word(last) in verbs or tokens.word(first - 1) in verbs
