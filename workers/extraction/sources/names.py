"""Names in the text: the model's spans and capitalised runs, put together and told apart by form and surroundings.

The model's edges and kinds are votes, not verdicts: a run of capitalised words with its particles and initials
decides where a name begins and ends, words before it that are titles or roles are cut off, and lexical evidence (a
given name, an organisation noun, an age in commas) can overrule the kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..document import Name
from . import lexicons
from .headlines import is_title_case
from .name_edges import cut_lead, cut_tail, past_office
from .name_kinds import RunKind, in_place, kind_by_form
from .name_reach import PARTICIPLES, PREFIXES, name_end, person_behind_body
from .name_votes import Votes
from .nouns import is_role_noun
from .tokens import Tokens

_SKIPPED_BLOCKS = frozenset({"credit", "byline", "dateline", "notice"})
_SURE, _LIKELY = 0.95, 0.8  # what the model says of a name: from here on without a doubt, and probably
_BY_WORDS = 0.92  # from here on a kind rests on the words of the name itself, below on what stands beside it
# Family names that are small words elsewhere: "a spokesperson, He Yadan, said".
_SEEN = 0.7
_NAMES_LIKE_PRONOUNS = frozenset({"he", "an", "so", "you", "she", "do", "her", "to", "in", "no"})
_OPENS_BODY = frozenset({"world", "new", "first", "great", "business", "sports", "culture", "news", "old", "united"})


@dataclass(frozen=True, slots=True)
class Run:
    """A name: tokens ``first`` to ``last`` (exclusive); its titles and capitalised role words begin at ``lead``."""

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
    votes = Votes(names)
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
            last = _vote_start(tokens, index, name_end(tokens, index, span.stop), votes)
            last = person_behind_body(tokens, index, last)
            opener = index if votes.is_person(tokens.starts[index], tokens.ends[last - 1]) else None
            first = opener if opener is not None else _drop_opener(tokens, index, last, pairs)
            run = _classify(tokens, first, last, span, votes)
            if run is not None:
                runs.append(run)
            index = last
    return tuple(runs)


def _voted_runs(tokens: Tokens, span: range, votes: Votes) -> list[Run]:
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
    if low.startswith(PREFIXES) or low.endswith(PARTICIPLES):
        return False
    if len(word) == 2 and word[1] == "." and index + 1 < span.stop and tokens.capital[index + 1]:
        return True
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
                for i in range(index + 1, name_end(tokens, index + 1, span.stop))
            )
        inside = index > span.start and (tokens.word(index - 1) == "," or is_role_noun(tokens.word(index - 1)))
        if low in _NAMES_LIKE_PRONOUNS and inside and follows and tokens.lower[index + 1] not in lexicons.given_names():
            return True
        return low in lexicons.given_names() and follows and tokens.lower[index + 1] not in lexicons.given_names()
    return True


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


def _vote_start(tokens: Tokens, first: int, last: int, votes: Votes) -> int:
    """The end of the run before a person that the model sees after a common word or body: "the Forum[ Ada Obi]"."""
    common, bodies = lexicons.words("common_words.txt"), lexicons.organization_classes()
    for index in range(first + 1, last - 1):
        before = tokens.lower[index - 1].rstrip(".")
        titled = before in lexicons.titles() or is_role_noun(before) or before in lexicons.given_names()
        if titled or not (before in common or before in bodies):
            continue
        if votes.is_person(tokens.starts[index], tokens.ends[last - 1], _SEEN):
            return index
    return last


def _classify(tokens: Tokens, first: int, last: int, span: range, votes: Votes) -> Run | None:
    first = past_office(tokens, first, last)
    lead, first = first, cut_lead(tokens, first, last, span)
    last = cut_tail(tokens, first, last)
    if first >= last or _is_compound(tokens, last - 1):
        return None
    if (
        all(tokens.lower[i].rstrip(".") in lexicons.titles() for i in range(first, last))
        and tokens.words[first][-1] == "."
    ):
        return None
    family = last - first == 1 and tokens.lower[first] not in lexicons.role_nouns()  # "Hoffman" is no kind of man
    if is_role_noun(tokens.lower[last - 1]) and tokens.lower[first] not in lexicons.given_names() and not family:
        plain = lexicons.any_of("roles/modifiers.txt", "names/nationalities.txt")
        if all(is_role_noun(tokens.lower[i]) or tokens.lower[i] in plain for i in range(first, last)):
            return None
    if last - first == 1 and (is_demonym(tokens, first - 1, first) or _is_address(tokens, first)):
        return None
    found = votes.over(tokens.starts[first], tokens.ends[last - 1])
    first = _past_other_name(tokens, first, last, found)
    kind, score = kind_by_form(tokens, lead, first, last)
    if not found and first == span.start and _opens_role(tokens, first, last):
        return None
    vote = max(found, key=lambda name: name.score, default=None)
    if kind == "organization" and score < _BY_WORDS and _is_surely_person(tokens, first, last, found):
        kind, score = "person", _SURE
    if vote is not None and score < 0.9 and not (vote.kind == "person" and in_place(tokens, first, last)):
        kind, score = vote.kind, max(vote.score, 0.6)
    if kind == "person" and _has_article(tokens, lead, first, last):
        kind, score = "organization", 0.7
    gender = next((g for i in range(lead, first) if (g := lexicons.titles().get(tokens.lower[i].rstrip("."), ""))), "")
    if first > lead and lead > span.start:
        gender = gender or lexicons.titles().get(tokens.lower[lead - 1].rstrip("."), "")
    return Run(first, last, lead, kind, score, gender)


def _has_article(tokens: Tokens, lead: int, first: int, last: int) -> bool:
    """Whether an article stands right before a name of several words, as before a party's and hardly a person's."""
    return (
        last - first > 1
        and lead == first
        and tokens.word(first - 1) == "the"
        and not lexicons.gender_of(tokens.lower[first])
        and tokens.lower[first] not in lexicons.given_names()
    )


def _opens_role(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a single word at the start of a sentence goes with the role after it: "[Batting] coach"."""
    follows = is_role_noun(tokens.word(last)) and not tokens.capital[min(last, len(tokens) - 1)]
    plain = not tokens.words[first].isupper() and tokens.lower[first] not in lexicons.given_names()
    return last - first == 1 and follows and plain


def _past_other_name(tokens: Tokens, first: int, last: int, found: Sequence[Name]) -> int:
    """Where the model reads a person's full name at the end of the run, the rest is an office or a body:
    "Leader of the Opposition Ada Obi", "of the Commuters' Forum Ada Obi"."""
    for name in found:
        start = tokens.at(name.start)
        surely = name.kind == "person" and name.score > _LIKELY and name.end == tokens.ends[last - 1]
        if surely and first < start < last - 1 and tokens.lower[first] not in lexicons.given_names():
            initials = all(len(tokens.words[i].rstrip(".")) < 3 for i in range(first, start))
            return first if initials else start
    return first


def _is_surely_person(tokens: Tokens, first: int, last: int, found: Sequence[Name]) -> bool:
    """Whether the model reads just this run of several words as a person, without a doubt."""
    return last - first > 1 and any(
        name.kind == "person"
        and name.score > _SURE
        and (name.start, name.end) == (tokens.starts[first], tokens.ends[last - 1])
        for name in found
    )


def _is_compound(tokens: Tokens, index: int) -> bool:
    """Whether a run ends in an adjective made of a name: "Ivy [League-trained]", "[London-based]"."""
    start, _, end = tokens.words[index].rpartition("-")
    return bool(start) and end.islower() and (end.endswith("ed") or end in {"led", "born", "style", "era", "wide"})


def is_demonym(tokens: Tokens, article: int, index: int) -> bool:
    """Whether the token is what one person from a country is called, with its article: "the Finn"."""
    return tokens.word(article) == "the" and tokens.lower[index] in lexicons.words("mentions/demonyms.txt")


def _is_address(tokens: Tokens, index: int) -> bool:
    """ "His [Excellency]"."""
    return tokens.word(index - 1) in {"his", "her", "your"} and tokens.lower[index] in lexicons.titles()
