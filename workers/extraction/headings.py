"""Headings that run into the sentence after them, in text whose line breaks were lost.

"Warm autumn The reason is not only a hot summer." holds a heading and a sentence. What tells them apart: a capital in
mid-sentence on a word that is no name (an article, a pronoun, "Team"), after a piece without a finite verb that could
stand alone. Rather no heading than a sentence cut in two: without such evidence nothing is split.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .lexicon import load_words

_LONGEST = 10
_SHORTEST_SENTENCE = 4
# So many words of what follows must hold a finite verb.
_VERB_WITHIN = 25
# How far on either side a word is looked for in lower case, in code points: whole articles, and still linear in
# endless ones.
_NEAR = 20_000

_TOKEN = re.compile(r"\S+")
_QUOTED = re.compile(r"[“\"«„‘'](?P<inner>[^”\"«»“„.!?,\n]{3,60})[”\"»“’']\s+(?=[^\W\d_])")
_DASH_QUOTE = re.compile(r"[^.:!?–—\"“]{2,40}:\s[–—-]\s(?P<said>[^.:!?–—\"“]{2,60}?)\s(?=[–—-]\s[^\W\d_])")
_DASH_LEAD = re.compile(r"[^.:!?–—\"“]{2,40}:\s[–—-]\s")
# The role lexicons whose nouns English writes in lower case even before a name.
_ROLES = ("clinical", "expert", "legal", "public", "spokesperson")


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def bare(self) -> str:
        return self.text.strip("“”\"'‘’«»„()[],.;:!?").lower().replace("’", "'")

    @property
    def capital(self) -> bool:
        return self.text.lstrip("“\"'‘«„([")[:1].isupper()


def heading_end(text: str, start: int, end: int) -> int:
    """Where the heading ends that the sentence ``text[start:end]`` begins with; ``start`` where there is none."""
    if match := _QUOTED.match(text, start, end):
        return _quoted_heading_end(text, match, end)
    if match := _DASH_QUOTE.match(text, start, end):
        return match.end("said")
    tokens = [_Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, min(end, start + 1000))]
    lead = _DASH_LEAD.match(text, start, end)
    skipped = len(text[start : lead.end()].split()) if lead else 0
    if tokens and tokens[0].text in "–—-":
        return _spoken_heading_end(tokens)
    if not tokens or not (tokens[0].capital or tokens[0].text[0].isdigit()):
        return start
    for k in range(skipped + 1, min(skipped + _LONGEST + 1, len(tokens) - _SHORTEST_SENTENCE + 1)):
        if tokens[k - 1].text[-1] in ",;:–—-.!?" or tokens[k - 1].text in "–—-":
            break
        if _begins_sentence(text, tokens, k, skipped) and _could_be_heading(tokens[skipped:k], after_lead=bool(lead)):
            return tokens[k - 1].end
    return start


def _quoted_heading_end(text: str, match: re.Match[str], end: int) -> int:
    """A heading in quote marks: a capital follows, and neither piece is the subject of the other."""
    following = text[match.end() : end].split(maxsplit=8)
    whole = match["inner"][:1].isupper() and following and following[0][:1].isupper()
    if not whole or not any(word.lower() in load_words("finite_verbs.txt") for word in following):
        return match.start()
    return match.start() + len(match.group().rstrip())


def _spoken_heading_end(tokens: list[_Token]) -> int:
    """A heading that is a word or two of speech, "– Sickening", before an article or pronoun."""
    for k in range(2, min(5, len(tokens) - _SHORTEST_SENTENCE)):
        if tokens[k - 1].text[-1] in ",;:.!?…" or not tokens[1].capital:
            break
        surely = (
            tokens[k].bare in load_words("sure_openers.txt") | {"that"}
            and tokens[k].text[0].isupper()
            and not tokens[k + 1].capital
        )
        if surely and _has_verb(tokens[k:]) and _could_be_heading(tokens[1:k], after_lead=False):
            return tokens[k - 1].end
    return tokens[0].start


def _begins_sentence(text: str, tokens: list[_Token], k: int, skipped: int) -> bool:
    """Whether a sentence begins with the capital of ``tokens[k]``, by the words around it."""
    word, before = tokens[k], tokens[k - 1]
    if not word.text[0].isupper() or before.bare in load_words("demanding_words.txt") or not _has_verb(tokens[k:]):
        return False
    following = tokens[k + 1]
    inside_name = before.capital and k - 1 > skipped
    if word.bare in load_words("sentence_openers.txt") and word.bare != "i":
        if inside_name or k - skipped == 1:
            return word.bare in load_words("sure_openers.txt") and (
                not following.capital or (word.bare == "the" and k - skipped >= 4)
            )
        if word.bare in ("the", "a", "an"):
            return not following.capital or (word.bare == "the" and k - skipped >= 3)
        return word.bare not in load_words("number_words.txt") or not following.capital
    if inside_name or (before.bare.endswith("ed") and tokens[k - 2].bare != "than"):  # "also blasted Oversight"
        return False
    common = _is_ordinary(word.bare) or (not following.capital and _in_lower_case_near(text, word))
    verb_first = _is_headline_verb(tokens[skipped])
    if common and k - skipped >= (3 if following.capital else 2):
        return verb_first or _is_ordinary(before.bare)
    return (verb_first or skipped > 0) and k - skipped >= 3 and not common and _is_subject(tokens, k)


def _is_ordinary(word: str) -> bool:
    """Whether English writes a word in lower case, so that its capital begins a sentence: "team", "farmer"."""
    return word in load_words("common_words.txt") or any(word in load_words(f"roles/{name}.txt") for name in _ROLES)


def _in_lower_case_near(text: str, word: _Token) -> bool:
    """Whether the article writes a word in lower case elsewhere, and so as no name."""
    if word.bare in load_words("names_like_words.txt") or not word.text.isalpha():
        return False
    return text.find(f" {word.bare} ", max(0, word.start - _NEAR), word.end + _NEAR) != -1


def _could_be_heading(piece: list[_Token], *, after_lead: bool) -> bool:
    """Whether a piece can stand alone as a heading: no clause of its own, nothing left open at its edges."""
    if any(token.text[-1] in ",;" for token in piece):
        return False
    if after_lead:
        return True
    words = [token.bare for token in piece]
    if words[-2:-1] == ["than"]:  # "cheaper than expected" has no finite verb
        words.pop()
    verb_first = _is_headline_verb(piece[0])
    if any(
        word in load_words("finite_verbs.txt") or word in load_words("subject_pronouns.txt")
        for word in words[verb_first:]
    ):
        return False
    if verb_first:
        return True
    # "The" and a capital word later on is the subject of a sentence far more often than a heading.
    return (
        not words
        or words[0] not in load_words("demanding_words.txt")
        or words[0] in ("a", "an", "no", "how", "why", "not", "more")
    )


def _is_headline_verb(token: _Token) -> bool:
    """Whether a piece opens with a verb in the third person, as headings do and sentences never: "Blames the tower"."""
    return token.bare in load_words("headline_verbs.txt")


def _is_subject(tokens: list[_Token], k: int) -> bool:
    """Whether a name, or two, begins at ``k`` and a finite verb follows."""
    for token in tokens[k + 1 : k + 6]:
        if not token.capital and token.text not in ("and", "&"):
            return token.bare in load_words("finite_verbs.txt")
    return False


def _has_verb(tokens: list[_Token]) -> bool:
    verbs = load_words("finite_verbs.txt")
    return any(
        token.bare in verbs or (token.text[:1].islower() and token.bare.endswith(("ed", "s")) and len(token.bare) > 3)
        for token in tokens[:_VERB_WITHIN]
    )
