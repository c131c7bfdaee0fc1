"""Augmentation rewrites text and keeps the gold marks on the words they were on."""

from __future__ import annotations

import random
import re

import pytest

from training.augment import augment
from training.augment.clauses import Manner
from training.augment.dashes import Dashes, to_dashes
from training.augment.dialogue import to_dialogue
from training.augment.editor import Edit, Editor, Keep, Put, cut, puts
from training.augment.layout import flatten, furnish, one_line_headline
from training.augment.marks import Marks, to_marks
from training.augment.paragraphs import to_paragraphs
from training.augment.people import exchange_people
from training.augment.quotations import find_quotations, sentence_end
from training.augment.scare import add_scare_quotes
from training.augment.spelling import report_in_present, to_british, to_other_titles
from training.marked import Attribution, Marked, Role, block_starts

# Gold is written into the text: {1:source}, <1:cue>, [1:content] with the attribution's number; ~name~ is a person.
TOKEN = re.compile(r"(?P<open>[{<\[])(?P<n>\d):|(?P<close>[}>\]])|(?P<tilde>~)")
ROLES: dict[str, Role] = {"{": "source", "<": "cue", "[": "content"}


def read(source: str) -> Marked:
    """An article from text with its gold written in."""
    text, done, stack = "", 0, list[tuple[str, int, int]]()
    found: dict[int, dict[Role, list[tuple[int, int]]]] = {}
    names: list[tuple[int, int, str]] = []
    name_start: int | None = None
    for token in TOKEN.finditer(source):
        text += source[done : token.start()]
        done = token.end()
        if token["tilde"]:
            if name_start is None:
                name_start = len(text)
            else:
                names.append((name_start, len(text), "person"))
                name_start = None
        elif token["open"]:
            stack.append((token["open"], int(token["n"]), len(text)))
        else:
            bracket, number, start = stack.pop()
            roles = found.setdefault(number, {"source": [], "cue": [], "content": []})
            roles[ROLES[bracket]].append((start, len(text)))
    text += source[done:]
    attributions = tuple(
        Attribution(tuple(roles["source"]), tuple(roles["cue"]), tuple(roles["content"]))
        for _, roles in sorted(found.items())
    )
    return Marked(text, attributions, tuple(names), block_starts(text))


def write(article: Marked) -> list[tuple[str, str, str]]:
    """The attributions as words: source, cue, content, parts parted by " | "."""

    def words(spans: tuple[tuple[int, int], ...]) -> str:
        return " | ".join(article.text[start:end] for start, end in spans)

    return [(words(a.source), words(a.cue), words(a.content)) for a in article.attributions]


ARTICLE = read(
    "Harbour closed for a week.\n\n"
    "[1:“We have never seen waves like these,”] {1:~Ada Holm~} <1:said>. "
    "[1:“The pier will not stand another storm.”]\n\n"
    "{2:~Holm~, a retired pilot,} <2:told> reporters [2:that the town’s “lifeline” was at risk].\n\n"
    "The committee meets in the old library on Monday and the public is welcome.\n\n"
    "[3:“I can’t sleep,”] {3:he} <3:said>.\n\n"
    "{4:The mayor} <4:added>: [4:“Nobody asked us.”]"
)
PLAIN = Manner(present=True, inverted=1.0, outlet=0.0, role=0.0)


def habits(second: str = "plain", **other: object) -> Dashes:
    chosen = {"own_block": False, "colon_break": " ", "lead_in": 0.0, "questions": 0.0, "manner": PLAIN, **other}
    return Dashes(dash="– ", second=second, **chosen)  # type: ignore[arg-type]


@pytest.fixture
def dashed(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Marked:
    style = habits(**request.param)
    monkeypatch.setattr(Dashes, "draw", classmethod(lambda cls, rng: style))
    return to_dashes(ARTICLE, random.Random(1))


@pytest.mark.parametrize("dashed", [{}], indirect=True)
def test_a_dash_quote_loses_its_marks_and_its_content_ends_before_the_comma(dashed: Marked) -> None:
    assert (
        "– We have never seen waves like these, says Ada Holm. The pier will not stand another storm.\n" in dashed.text
    )
    assert write(dashed)[0] == (
        "Ada Holm", "says", "We have never seen waves like these | The pier will not stand another storm.",
    )  # fmt: skip
    assert "– I can’t sleep, he says." in dashed.text
    assert write(dashed)[2] == ("he", "says", "I can’t sleep")


@pytest.mark.parametrize("dashed", [{}], indirect=True)
def test_a_colon_leads_into_a_dash_quote(dashed: Marked) -> None:
    assert dashed.text.endswith("The mayor adds: – Nobody asked us.")
    assert write(dashed)[3] == ("The mayor", "adds", "Nobody asked us.")


@pytest.mark.parametrize("dashed", [{"second": "continues"}], indirect=True)
def test_and_continues_makes_a_second_attribution(dashed: Marked) -> None:
    assert re.search(r"says Ada Holm,? and (continues|adds): – The pier will not", dashed.text)
    first, *_, last = write(dashed)
    assert first[2] == "We have never seen waves like these"
    assert last[0] == "Ada Holm"
    assert last[1] in ("continues", "adds")
    assert last[2] == "The pier will not stand another storm."


@pytest.mark.parametrize("dashed", [{"lead_in": 1.0}], indirect=True)
def test_a_clause_can_move_to_the_front(dashed: Marked) -> None:
    source, cue, content = write(dashed)[2]
    assert (source, content) == ("He", "I can’t sleep.")
    assert f"He {cue}: – I can’t sleep." in dashed.text


@pytest.mark.parametrize("dashed", [{"questions": 1.0}], indirect=True)
def test_an_interviewers_question_counts_neither_way(dashed: Marked) -> None:
    asked = [a for a in dashed.attributions if a.weight == 0.0]
    assert asked
    assert all(dashed.text[slice(*a.content[0])][-1] in "?." for a in asked)


def test_fragments_and_marked_terms_keep_their_marks_among_dashes() -> None:
    for seed in range(10):
        assert "“lifeline”" in to_dashes(ARTICLE, random.Random(seed)).text


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (Marks("‘", "’", "“", "”", False), "‘I can’t sleep,’ he said."),
        (Marks("„", "“", "‚", "‘", True), "„I can’t sleep“, he said."),
        (Marks('"', '"', "'", "'", False), '"I can’t sleep," he said.'),
    ],
)
def test_other_marks_leave_apostrophes_and_move_the_comma(marks: Marks, expected: str) -> None:
    for seed in range(20):  # some seeds also put the clause into the present
        changed = to_marks(ARTICLE, random.Random(seed), marks)
        assert "‘lifeline’" in changed.text or marks.opening != "‘"
        if expected in changed.text:
            assert write(changed)[2][2] == expected.removesuffix(" he said.").removesuffix(
                "," if marks.comma_out else ""
            )
            return
    pytest.fail(f"no seed gave {expected!r}")


def test_inner_marks_swap_with_the_outer_ones() -> None:
    article = read("[1:“She said ‘no thanks’ and left, didn’t she,”] {1:Ola} <1:said>.")
    changed = to_marks(article, random.Random(3), Marks("‘", "’", "“", "”", False))
    assert "‘She said “no thanks” and left, didn’t she,’" in changed.text


def test_a_clause_can_stand_inside_guillemets() -> None:
    style = Marks("« ", " »", "“", "”", True)
    texts = {to_marks(ARTICLE, random.Random(seed), style).text for seed in range(40)}
    inside = [
        text for text in texts if re.search(r"« We have never seen waves like these, [^«»]*\. The pier[^«»]* »", text)
    ]
    assert inside


def test_neighbouring_quotes_of_one_speaker_become_paragraphs_that_open_and_close_once() -> None:
    article = read(
        "Top.\n\n[1:“It was dark,”] {1:Bo} <1:said>. [1:“We waited.”]\n\n[2:“Then it came,”] {2:he} <2:said>."
    )
    changed = next(new for new in (to_paragraphs(article, random.Random(s)) for s in range(20)) if new != article)
    assert changed.text.endswith("“We waited.\n\n“Then it came.”")
    assert write(changed) == [("Bo", "said", "“It was dark,” | “We waited. | “Then it came.”")]


def test_a_long_quote_is_split_between_sentences() -> None:
    words = "The first sentence of the statement is long enough. The second one is also rather long, as it happens."
    words += " The third ends what there is to say here."
    article = read(f"[1:“{words}”]")
    changed = next(new for new in (to_paragraphs(article, random.Random(s)) for s in range(30)) if new != article)
    parts = write(changed)[0][2].split(" | ")
    assert len(parts) > 1
    assert all(part.startswith("“") for part in parts)
    assert [part.endswith("”") for part in parts] == [False] * (len(parts) - 1) + [True]


def test_flattening_loses_line_breaks_but_not_blocks() -> None:
    flat = next(new for new in (flatten(ARTICLE, random.Random(s)) for s in range(20)) if "\n" not in new.text)
    assert len(flat.breaks) == len(ARTICLE.breaks)
    assert [flat.text[at : at + 4] for at in flat.breaks] == [ARTICLE.text[at : at + 4] for at in ARTICLE.breaks]
    assert write(flat) == write(ARTICLE)


def test_furniture_adds_no_attributions_but_captions_that_report() -> None:
    for seed in range(40):
        changed = furnish(ARTICLE, random.Random(seed))
        assert write(changed)[: len(ARTICLE.attributions)] == write(ARTICLE)
        for source, cue, content in write(changed)[len(ARTICLE.attributions) :]:
            assert f"{source} {cue} {content}." in changed.text
        assert all(at == 0 or changed.text[at - 1].isspace() for at in changed.breaks)
        assert "<p>" not in changed.text
        assert "{" not in changed.text


def test_names_put_in_are_labelled_where_the_article_has_labels() -> None:
    changed = next(
        new for s in range(40) if "Photo: " in (new := furnish(ARTICLE, random.Random(s))).text and len(new.names) > 3
    )
    assert any(kind != "person" or start > 100 for start, _, kind in changed.names)
    bare = furnish(Marked(ARTICLE.text, ARTICLE.attributions, (), ARTICLE.breaks), random.Random(1))
    assert bare.names == ()


def test_people_get_one_new_name_throughout() -> None:
    changed = exchange_people(ARTICLE, random.Random(4))
    assert "Holm" not in changed.text
    full, later = (changed.text[start:end] for start, end, _ in changed.names)
    assert full.endswith(later)
    assert len(full) > len(later)
    assert write(changed)[0][0] == full
    assert write(changed)[1][0] == f"{later}, a retired pilot,"


def test_a_possessive_s_is_kept_readable() -> None:
    article = read("~Ada Jones~ spoke.\n\nJones’ plan failed. Jones’s boat sank.")
    for seed in range(30):
        surname = (
            (changed := exchange_people(article, random.Random(seed)))
            .text.split("\n")[0]
            .removesuffix(" spoke.")
            .split()[-1]
        )
        assert f"{surname}’s boat" in changed.text
        assert re.search(rf"{re.escape(surname)}’s? plan", changed.text)


def test_a_transcript_labels_its_speakers_and_drops_marks_and_clauses() -> None:
    seen = set()
    for seed in range(20):
        changed = to_dialogue(ARTICLE, random.Random(seed))
        assert changed is not None
        source, cue, content = write(changed)[0]
        assert cue == ""
        assert content == "We have never seen waves like these. The pier will not stand another storm."
        assert changed.attributions[0].source_known == bool(source)
        seen.add(source.upper())
    assert seen == {"", "HOLM", "ADA HOLM"}


def test_an_article_without_turns_makes_no_dialogue() -> None:
    assert to_dialogue(read("Nothing was said.\n\nAt all."), random.Random(1)) is None


def test_scare_quotes_stay_outside_the_gold() -> None:
    for seed in range(30):
        changed = add_scare_quotes(ARTICLE, random.Random(seed))
        assert write(changed) == write(ARTICLE)
    assert changed.text.count("“") > ARTICLE.text.count("“")


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("The labor minister favors a neighborhood center.", "The labour minister favours a neighbourhood centre."),
        ("Organizing defense programs, 5 percent.", "Organising defence programmes, 5 per cent."),
        (
            "A laborious, honorary percentage in Colorado, centered.",
            "A laborious, honorary percentage in Colorado, centered.",
        ),
        ("The programmer licensed it; COLOR", "The programmer licensed it; COLOUR"),
    ],
)
def test_british_spelling(american: str, british: str) -> None:
    assert to_british(read(american)).text == british


def test_titles_lose_their_stop_and_politicians_their_party() -> None:
    changed = to_other_titles(read("{1:Mr. Berg (D-Ohio)} <1:said> [1:it rained]."), random.Random(1))
    assert changed.text == "Mr Berg said it rained."
    assert write(changed) == [("Mr Berg", "said", "it rained")]


def test_reporting_in_the_present() -> None:
    changed = report_in_present(read("{1:They} <1:said> [1:no] and {2:Bo Holm} <2:argued> [2:for it]."))
    assert changed.text == "They say no and Bo Holm argues for it."


def test_headlines_keep_their_marks() -> None:
    article = read("{1:The mayor} <1:says> [1:the harbour is safe].\n\nText follows here.")
    lines = {one_line_headline(article, random.Random(seed)).text.split("\n")[0] for seed in range(40)}
    assert "THE MAYOR SAYS THE HARBOUR IS SAFE" in lines
    assert "The Mayor Says The Harbour Is Safe" in lines
    upper = next(
        new for s in range(40) if (new := one_line_headline(article, random.Random(s))).text.startswith("THE MAYOR S")
    )
    assert write(upper) == [("THE MAYOR", "SAYS", "THE HARBOUR IS SAFE")]


class TestEditor:
    def test_moved_stretches_keep_their_ranges(self) -> None:
        editor = Editor(read("{1:Bo} <1:said> [1:no]."))
        assert editor.edit(Edit(0, 7, (Keep(3, 7), Put(" "), Keep(0, 2))))
        changed = editor.apply()
        assert changed.text == "said Bo no."
        assert write(changed) == [("Bo", "said", "no")]

    def test_an_overlapping_group_of_edits_is_refused_whole(self) -> None:
        editor = Editor(read("abcdef"))
        assert editor.edit(cut(1, 3, "X"))
        assert not editor.edit(cut(4, 5, "Y"), cut(2, 4, "Z"))
        assert editor.apply().text == "aXdef"

    def test_foreign_text_parts_a_range_and_plain_text_does_not(self) -> None:
        article = read("[1:one two]")
        for foreign, content in ((True, "one | two"), (False, "one XX two")):
            editor = Editor(article)
            editor.edit(Edit(3, 3, (Put(" XX", foreign=foreign),)))
            assert write(editor.apply())[0][2] == content

    def test_an_attribution_without_content_is_dropped(self) -> None:
        editor = Editor(read("{1:Bo} <1:said> [1:no]. {2:Al} <2:left>[2: it]."))
        editor.edit(cut(8, 10))
        assert [source for source, _, _ in write(editor.apply())] == ["Al"]

    def test_labelled_text_gets_its_name_without_the_label(self) -> None:
        editor = Editor(Marked("~", (), ((0, 1, "place"),), (0,)))
        editor.edit(Edit(1, 1, puts(" by <p>Bo Holm</p> / <o>NTB</o>")))
        changed = editor.apply()
        assert changed.text == "~ by Bo Holm / NTB"
        assert [changed.text[s:e] + ":" + kind for s, e, kind in changed.names] == [
            "~:place",
            "Bo Holm:person",
            "NTB:organization",
        ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Mr. Holm left. He ran.", "Mr. Holm left."),
        ("The U.S. Army came. It left.", "The U.S. Army came."),
        ("“No!” Then", "“No!”"),
        ("no stop", "no stop"),
    ],
)
def test_sentence_end(text: str, first: str) -> None:
    assert text[: sentence_end(text, 0, len(text))] == first


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('She said "a" and "b".', ["a", "b"]),
        ("“open\n\n“closed”", ["open", "closed"]),
        ("''He said 'no.''' ''Yes,'' he said.", ["He said 'no.'", "Yes,"]),
        ('5" pipes', []),
    ],
)
def test_find_quotations(text: str, inner: list[str]) -> None:
    assert [text[slice(*quote.inner)] for quote in find_quotations(read(text))] == inner


def test_a_quote_that_gold_marks_sentence_by_sentence_is_one_quotation() -> None:
    article = read("[1:“It was dark.] [1:We waited,”] {1:Bo} <1:said>.")
    assert [(quote.owner, quote.direct) for quote in find_quotations(article)] == [(0, True)]
    assert "“" not in to_dashes(article, random.Random(1)).text


def test_the_same_seed_gives_the_same_article_and_every_range_is_sound() -> None:
    for seed in range(150):
        changed = augment(ARTICLE, random.Random(seed))
        assert changed == augment(ARTICLE, random.Random(seed))
        spans = [span for a in changed.attributions for span in (*a.source, *a.cue, *a.content)]
        spans += [name[:2] for name in changed.names]
        assert all(0 <= start < end <= len(changed.text) for start, end in spans)
        assert all(a.content for a in changed.attributions)
        assert list(changed.breaks) == sorted(set(changed.breaks))
    assert any(augment(ARTICLE, random.Random(seed)) == ARTICLE for seed in range(20))
