"""What the text says of each entity, indexed by the words that can refer to it."""

from __future__ import annotations

from . import lexicons
from .entities import Cast
from .evidence import RoleEvidence
from .nouns import singular
from .tokens import Tokens

_DOUBT = 0.85
# Who does something for a living: "leads the district" makes somebody "the district leader".
_HOLDERS = {
    "leads": "leader", "led": "leader", "heads": "head", "headed": "head", "chairs": "chair", "chaired": "chair",
    "directs": "director", "manages": "manager", "coaches": "coach", "edits": "editor", "teaches": "teacher",
    "owns": "owner", "founded": "founder", "runs": "owner",
}  # fmt: skip


class Known:
    """What the text says of each entity, by the words that can refer to it."""

    def __init__(self, tokens: Tokens, cast: Cast, roles: dict[int, list[RoleEvidence]]) -> None:
        self.tokens, self.cast = tokens, cast
        self.by_word: dict[str, set[int]] = {}
        self.by_class: dict[str, set[int]] = {}
        self.by_age: dict[str, set[int]] = {}
        self.body_words: dict[str, set[int]] = {}
        for entity, evidence in roles.items():
            for item in evidence:
                self.note(entity, item)
        for mention in cast.mentions:
            self._note_age(mention.last, mention.entity)
            if cast.entities[mention.entity].kind == "organization":
                self._note_body(mention.first, mention.last, mention.entity)
        self.interviewee = self._interviewee()
        self.described = frozenset(entity for owners in self.by_class.values() for entity in owners)
        self.doubtful = frozenset(
            n
            for n, named in enumerate(cast.entities)
            if named.kind == "person" and named.score < _DOUBT and not named.gender and n not in self.described
        )
        self.bodies: dict[str | None, set[int]] = {None: set(self.doubtful)}
        for number, named in enumerate(cast.entities):
            if named.kind == "organization":
                self.bodies.setdefault(_body_class(named.words), set()).add(number)
        self.by_label = self._labels()

    def note(self, entity: int, item: RoleEvidence) -> None:
        """Indexes a description of an entity, also one that is found while the text is being read."""
        if item.role is None:
            return
        for index in range(*item.role):
            self.by_word.setdefault(singular(self.tokens.lower[index]), set()).add(entity)
            self.by_word.setdefault(self.tokens.lower[index], set()).add(entity)
            if self.tokens.lower[index] == "justice":
                self.by_word.setdefault("judge", set()).add(entity)
            if self.tokens.lower[index] in _HOLDERS:
                self.by_word.setdefault(_HOLDERS[self.tokens.lower[index]], set()).add(entity)
        for name in item.classes:
            self.by_class.setdefault(name, set()).add(entity)

    def _note_age(self, index: int, entity: int) -> None:
        for step in (1, 2):
            word = self.tokens.word(index + step)
            if word.isdigit() and self.tokens.word(index) in {",", "("}:
                self.by_age.setdefault(word, set()).add(entity)
                return

    def _note_body(self, first: int, last: int, entity: int) -> None:
        """The nouns of its name and of a description beside it ("the state research body Agriscope")."""
        for index in range(max(0, first - 3), last):
            word = self.tokens.lower[index]
            if index >= first or (word in lexicons.organization_classes() and self.tokens.same_sentence(index, first)):
                self.body_words.setdefault(word, set()).add(entity)
        if self.tokens.word(last) == ",":
            for index in range(last + 1, min(last + 7, len(self.tokens))):
                if self.tokens.lower[index] in lexicons.organization_classes():
                    self.body_words.setdefault(self.tokens.lower[index], set()).add(entity)
                if not self.tokens.words[index][0].isalnum():
                    break

    def _labels(self) -> dict[str, int]:
        """ "CHAIR (Senator Linh Pham):" tells who "CHAIR:" is."""
        labels: dict[str, int] = {}
        for mention in self.cast.mentions:
            index = mention.first - 1
            while index > mention.first - 4 and self.tokens.word(index) not in {"(", ""}:
                index -= 1
            if (
                self.tokens.word(index) == "("
                and self.tokens.word(mention.last) == ")"
                and self.tokens.word(mention.last + 1) == ":"
            ):
                labels.setdefault(self.tokens.word(index - 1), mention.entity)
        return labels

    def by_role(self, words: list[str]) -> int | None:
        """The one person whose descriptions hold all the words; ``None`` for nobody or several."""
        owners = [self.by_word.get(word, set()) for word in words]
        common = set.intersection(*owners) if owners else set()
        return next(iter(common)) if len(common) == 1 else None

    def of_other_age(self, age: str) -> frozenset[int]:
        """The people whose stated age is another one."""
        return frozenset(
            entity for other, owners in self.by_age.items() if other != age for entity in owners
        ) - self.by_age.get(age, set())

    def _interviewee(self) -> int | None:
        """The first person the text describes: whom "A:" stands for in an interview."""
        people = [m for m in self.cast.mentions if self.cast.entities[m.entity].kind == "person"]
        described = [m.entity for m in people if any(m.entity in owners for owners in self.by_class.values())]
        return described[0] if described else (people[0].entity if people else None)


def _body_class(words: tuple[str, ...]) -> str | None:
    classes = lexicons.organization_classes()
    return next((classes[word] for word in reversed(words) if word in classes), None)
