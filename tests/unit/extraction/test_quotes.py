"""What the model reads meets what form shows: content edges, kinds, missed speech."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from workers.extraction.document import Attribution, FoundQuote, Name, Reading
from workers.extraction.quotes import find_quotes
from workers.extraction.segment import segment
from workers.extraction.types import Mode, Span


@dataclass(frozen=True)
class Told:
    """An attribution as a model might read it, by its words."""

    content: tuple[str, ...]
    cue: str | None = None
    source: str | None = None
    mode: Mode = "speech"
    score: float = 0.9


def quotes_of(text: str, *told: Told) -> tuple[FoundQuote, ...]:
    """The quotes of ``text`` given what the model read."""

    def span(words: str | None) -> Span | None:
        return Span(text.index(words), text.index(words) + len(words)) if words else None

    attributions = tuple(
        Attribution(tuple(s for s in map(span, t.content) if s), span(t.cue), span(t.source), t.mode, t.score)
        for t in told
    )
    return find_quotes(text, segment(text), Reading(attributions, ()))


@pytest.mark.parametrize(
    ("text", "told", "kind", "content"),
    [
        # words of the speech before the mark are reported, and the quote is mixed
        (
            "Mayor Bo Ling “has a passion for the sea and all in it,” she said.",
            Told(("Mayor Bo Ling “has a passion for the sea and all in it,”",), "said", "she"),
            "mixed",
            "Mayor Bo Ling “has a passion for the sea and all in it,”",
        ),
        (
            "She said that “nobody has ever asked us.”",
            Told(("that “nobody has ever asked us.”",), "said", "She"),
            "direct",
            "nobody has ever asked us.",
        ),
        # the marks say where verbatim speech ends
        (
            "“We will rebuild the pier,” she said.",
            Told(("We will rebuild",), "said", "she"),
            "direct",
            "We will rebuild the pier,",
        ),
        (
            "“We will rebuild the pier,” she said.",
            Told(("“We will rebuild the pier,” she",), "said"),
            "direct",
            "We will rebuild the pier,",
        ),
        (
            "'The miners' rights matter to us,' he said.",
            Told(("The miners",), "said", "he"),
            "direct",
            "The miners' rights matter to us,",
        ),
        (
            "– We will rebuild the pier, says Ane Li.",
            Told(("We will rebuild the pier,",), "says", "Ane Li"),
            "direct",
            "We will rebuild the pier",
        ),
        # reported speech keeps its own edges, with the marks of what is quoted inside it
        (
            "She said that the pier would be rebuilt.",
            Told(("that the pier would be rebuilt",), "said", "She"),
            "indirect",
            "that the pier would be rebuilt",
        ),
        (
            "She said the pier was “beyond repair”.",
            Told(("the pier was “beyond repair”",), "said", "She"),
            "mixed",
            "the pier was “beyond repair”",
        ),
        (
            "She said the pier was “beyond repair”.",
            Told(("the pier was “beyond repair",), "said", "She"),
            "mixed",
            "the pier was “beyond repair”",
        ),
        # what stands behind a label is verbatim
        (
            "JONES: We will rebuild the pier.",
            Told(("We will rebuild the pier.",), None, "JONES"),
            "direct",
            "We will rebuild the pier.",
        ),
    ],
)
def test_kind_and_edges(text: str, told: Told, kind: str, content: str) -> None:
    (quote,) = quotes_of(text, told)
    assert quote.kind == kind
    assert quote.spans[0].of(text) == content


def test_an_interrupted_quote_is_one_quote_with_two_spans() -> None:
    text = "“We will rebuild,” she said, “but not this year.”"
    (quote,) = quotes_of(text, Told(("We will rebuild,", "but not this year."), "said", "she"))
    assert [s.of(text) for s in quote.spans] == ["We will rebuild,", "but not this year."]


def test_marked_speech_that_the_model_passed_over_is_a_quote_without_a_cue() -> None:
    text = "The mayor came late.\n\n“Nobody told me that the pier was closed.”"
    (quote,) = quotes_of(text)
    assert (quote.kind, quote.cue, quote.speaker) == ("direct", None, None)
    assert quote.spans[0].of(text) == "Nobody told me that the pier was closed."


@pytest.mark.parametrize(
    "text",
    [
        "He read “The Old Man and the Sea” twice.",
        "The so-called “pier tax” was dropped.",
        "Ole “Buster” Lind came late.",
        "A sign reads ‘Keep Out’.",
        "Families without a “safe pair of hands”, he wrote, lost the house.",
    ],
)
def test_titles_nicknames_and_terms_are_no_quotes(text: str) -> None:
    assert quotes_of(text) == ()


@pytest.mark.parametrize(("text", "n"), [("«Justified»\n\nA report by Lind came.", 0), ("«Never!»\n\nLind came.", 1)])
def test_a_bare_word_between_marks_and_without_a_cue_is_a_subhead(text: str, n: int) -> None:
    assert len(quotes_of(text, Told((text.split("\n")[0],), None, "Lind"))) == n


def test_no_two_quotes_share_a_character() -> None:
    text = "She said that he said that it was over."
    quotes = quotes_of(
        text,
        Told(("he said that it was over",), "said", "She", score=0.9),
        Told(("that it was over",), "said", "he", score=0.5),
    )
    taken = [at for quote in quotes for span in quote.spans for at in range(span.start, span.end)]
    assert len(taken) == len(set(taken))


def test_negated_speech_is_marked() -> None:
    text = "She did not say that the pier was closed."
    (quote,) = quotes_of(text, Told(("that the pier was closed",), "say", "She"))
    assert quote.negated


def test_verbatim_speech_is_no_attitude() -> None:
    text = "She mocked “the most expensive pier in the world.”"
    (quote,) = quotes_of(text, Told(("the most expensive pier in the world.",), "mocked", "She", mode="attitude"))
    assert quote.mode == "speech"


def test_speech_in_a_later_paragraph_is_a_quote_of_its_own_by_the_same_speaker() -> None:
    text = "“We will rebuild the pier,” Lind said.\n\n“It will take two years at the least.”"
    first, second = quotes_of(
        text, Told(("We will rebuild the pier,", "It will take two years at the least."), "said", "Lind")
    )
    assert [(q.cue is not None, q.speaker and q.speaker.of(text)) for q in (first, second)] == [
        (True, "Lind"),
        (False, "Lind"),
    ]


def test_an_open_mark_carries_a_quote_over_paragraphs() -> None:
    text = "“We will rebuild the pier,” Lind said. “It is ours.\n\n“It will take two years at the least.”"
    told = Told(("We will rebuild the pier,", "It is ours.", "It will take two years at the least."), "said", "Lind")
    (quote,) = quotes_of(text, told)
    assert len(quote.spans) == 3


def test_an_open_mark_carries_on_what_was_read_as_a_quote_of_its_own_or_passed_over() -> None:
    text = "“It is ours,” Lind said. “We built it.\n\n“It will take years.\n\n“Two of them at the very least.”"
    told = Told(("It is ours,", "We built it."), "said", "Lind"), Told(("It will take years.",), None, "Lind")
    (quote,) = quotes_of(text, *told)
    assert len(quote.spans) == 4


@pytest.mark.parametrize(
    ("text", "told", "content"),
    [
        ("Lind called the plan “a sum”.", Told(("a sum",), "called", "Lind"), "the plan “a sum”"),
        ("Lind described it as »dry«.", Told(("»dry«",), "described", "Lind"), "it as »dry«"),
        ("Lind accused them of theft.", Told(("theft",), "accused", "Lind"), "them of theft"),
        # no object, a clause between, another's words, no judgement
        ("The hall, described as “a barn”, is old.", Told(("a barn",), "described"), "a barn"),
        ("Lind described, in a letter, “a barn”.", Told(("a barn",), "described", "Lind"), "a barn"),
        ("Lind called Bo. “It is not a hall.”", Told(("It is not a hall.",), "called", "Lind"), "It is not a hall."),
        ("Lind told the press “it is a barn”.", Told(("it is a barn",), "told", "Lind"), "it is a barn"),
    ],
)  # fmt: skip
def test_what_is_judged_belongs_to_the_judgement(text: str, told: Told, content: str) -> None:
    assert [span.of(text) for quote in quotes_of(text, told) for span in quote.spans] == [content]


def test_a_dash_sets_speech_off_from_what_is_reported_before_it() -> None:
    text = "Lind stresses that the pier is old:\n– Nobody has painted it since the war.\n– It leans, says Lind."
    quotes = quotes_of(text, Told(("that the pier is old", "Nobody has painted it since the war."), "stresses", "Lind"))
    assert [(q.kind, q.cue and q.cue.of(text)) for q in quotes][:2] == [
        ("indirect", "stresses"),
        ("direct", "stresses"),
    ]


def test_dash_paragraphs_that_the_model_passed_over_are_quotes() -> None:
    paragraphs = ("The pier has to go.", "– It leans more every year.", "So they say.", "– I walk there, says Lind.")
    text = "\n\n".join(paragraphs)
    told = Told(("I walk there",), "says", "Lind")
    assert [q.spans[0].of(text) for q in quotes_of(text, told)] == ["It leans more every year.", "I walk there"]


def test_the_next_dash_quote_signs_nothing() -> None:
    text = "Inger Lund is asked about the pier. – Some say it was a prank. – Nonsense, we have measured it. – Not safe?"
    told = (
        Told(("Some say it was a prank.",), None, "Inger Lund"),
        Told(("Nonsense, we have measured it.",), None, "Inger Lund"),
    )
    assert {q.speaker.of(text) for q in quotes_of(text, *told) if q.speaker} == {"Inger Lund"}


def test_a_quote_in_a_heading_ends_with_it() -> None:
    text = "Gave birth in a lift: – I counted the floors\n\nInger Lund had forty floors to go. She made it to nine.\n"
    told = Told(("I counted the floors\n\nInger Lund had forty floors to go. She made it to nine",), None, "Inger Lund")
    (quote,) = quotes_of(text, told)
    assert [s.of(text) for s in quote.spans] == ["I counted the floors"]


def test_a_view_is_a_thought() -> None:
    text = "In her view, the pier is not safe."
    (quote,) = quotes_of(text, Told(("the pier is not safe",), "In her view", "her", "attitude"))
    assert quote.mode == "thought"


def test_a_signed_quote_is_the_signatorys() -> None:
    text = "“The pier is a disgrace to us all.” — Ole Lind\n\n“I have never seen it so full.” — Mona Berg, teacher"
    told = Told(("I have never seen it so full.",), None, "Ole Lind")
    quotes = quotes_of(text, Told(("The pier is a disgrace to us all.",)), told)
    assert [q.speaker and q.speaker.of(text) for q in quotes] == ["Ole Lind", "Mona Berg"]


def test_reported_words_of_another_sentence_do_not_join_verbatim_speech() -> None:
    text = "“We will rebuild,” Lind said to the crowd. The pier has stood for ninety years."
    (quote,) = quotes_of(text, Told(("We will rebuild,", "The pier has stood for ninety years"), "said", "Lind"))
    assert [s.of(text) for s in quote.spans] == ["We will rebuild,"]


def test_two_words_are_an_attitude_at_most() -> None:
    text = "Lind wants change on the pier, and soon."
    (quote,) = quotes_of(text, Told(("change",), "wants", "Lind"))
    assert quote.mode == "attitude"


def test_a_leading_dash_ends_what_is_reported_before_it() -> None:
    text = "– It leans, says Lind. He is worried about one thing: – Nobody has painted it since the war."
    told = Told(("one thing: – Nobody has painted it since the war.",), "is worried about", "He", mode="attitude")
    quotes = quotes_of(text, Told(("It leans",), "says", "Lind"), told)
    assert [(q.kind, q.spans[0].of(text)) for q in quotes if q.mode != "attitude"] == [
        ("direct", "It leans"),
        ("direct", "Nobody has painted it since the war."),
    ]


def test_what_a_picture_shows_is_not_said() -> None:
    text = "The pier has to go, says Lind.\n\nThe picture shows the old pier in the harbour. Photo: Ane Berg / NTB"
    quotes = quotes_of(
        text,
        Told(("The pier has to go",), "says", "Lind"),
        Told(("the old pier in the harbour",), "shows", "The picture"),
    )
    assert [q.spans[0].of(text) for q in quotes] == ["The pier has to go"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("She calls him ‘Uncle’, although he is younger.", Told(("him ‘Uncle’",), "calls", "She")),
        ("They called her ‘the Boss’ from then on.", Told(("the Boss",), "called", "They")),
        ("The senator, fondly called “Iron Gate” by fans, left.", Told(("“Iron Gate” by fans",), "called")),
        (
            "The crowd sang ‘Oh, bring one home for me’ all night.",
            Told(("Oh, bring one home for me",), "sang", "crowd"),
        ),
        ("It ends on a tune she wrote herself: ‘Drive me round, drive me round till dawn.’", None),
        ("A “crawling offensive”, it is called.", Told(("A “crawling offensive”",), "is called")),
        ("He stood by a sign that reads ‘No heavy vehicles, 9 p.m. to 6 a.m.’ and waited.", None),
    ],
)
def test_names_songs_and_signs_are_no_quotes(text: str, told: Told | None) -> None:
    """Whether the model took them for speech or they only look like it."""
    assert quotes_of(text, *([told] if told else [])) == ()


def test_a_judgement_in_marks_is_a_quote() -> None:
    found = quotes_of("She called him a “liar” in court.", Told(("him a “liar”",), "called", "She"))
    assert len(found) == 1


def test_a_marked_sentence_behind_a_colon_is_speech() -> None:
    text = "Parents are angry: “Nobody told us”\nThe water was brown."
    assert [quote.spans[0].of(text) for quote in quotes_of(text)] == ["Nobody told us"]


def test_unmarked_words_without_a_cue_are_no_quote_unless_a_colon_leads_to_them() -> None:
    plain = "The adviser does not want to say when the case ends."
    assert quotes_of(plain, Told(("does not want to say when the case ends",), None, "The adviser")) == ()
    led = "The adviser: the case will end in May."
    assert len(quotes_of(led, Told(("the case will end in May",), None, "The adviser"))) == 1


def test_hearsay_about_a_subject_is_an_attitude() -> None:
    found = quotes_of(
        "Norvia is said to have bought two ships.", Told(("Norvia", "to have bought two ships"), "is said")
    )
    assert [quote.mode for quote in found] == ["attitude"]


@pytest.mark.parametrize(
    ("source", "speaker"), [("The move despite", "The move"), ("After", None), ("Ana of Holm", "Ana of Holm")]
)
def test_no_speaker_ends_in_a_preposition(source: str, speaker: str | None) -> None:
    text = f"It rained. {source} said “the pier is closed today” on Monday."
    (quote,) = quotes_of(text, Told(("the pier is closed today",), "said", source))
    assert (quote.speaker.of(text) if quote.speaker else None) == speaker


@pytest.mark.parametrize(
    ("text", "told", "other"),
    [
        (
            "Two people died, the coroner said, and four others are missing.",
            ("Two people died",),
            "and four others are missing",
        ),
        (
            "The wait for a flat, according to the study, has grown to two years.",
            ("The wait for a flat",),
            "has grown to two years",
        ),
        ("The harbour, Bo said on Monday, was never meant for tankers.", ("was never meant for tankers",), None),
        ("He was ill, she said, leaving the room.", ("He was ill",), None),
        ("He was ill, she said. And four others were too.", ("He was ill",), None),
        ("The park, which, she said, is full of life in May, lies far off.", ("is full of life in May",), None),
    ],
)
def test_content_stands_on_both_sides_of_its_clause(text: str, told: tuple[str, ...], other: str | None) -> None:
    cue = "according to" if "according" in text else "said"
    source = next(words for words in ("the coroner", "the study", "Bo", "she") if words in text)
    (quote,) = quotes_of(text, Told(told, cue, source))
    assert [span.of(text) for span in quote.spans] == [*told, *([other] if other else [])]


def test_a_dateline_says_nothing() -> None:
    text = "HARNES: When the ship passed the cape on Monday, she had saved ten days."
    content = "When the ship passed the cape on Monday, she had saved ten days."
    attribution = Attribution((Span(8, 8 + len(content)),), None, Span(0, 6), "speech", 0.9)
    reading = Reading((attribution,), (Name(0, 6, "place", 0.9),))
    assert find_quotes(text, segment(text), reading) == ()


def test_reported_words_with_marks_of_their_own_stay_beside_verbatim_speech() -> None:
    text = "She felt the ban was right because “few people know,” she said. “We have no other way.”"
    told = Told(("She felt the ban was right because “few people know,”", "We have no other way."), "said", "she")
    (quote,) = quotes_of(text, told)
    assert [s.of(text) for s in quote.spans] == [
        "She felt the ban was right because “few people know,”", "We have no other way.",
    ]  # fmt: skip


def test_reported_words_end_with_the_sentence_of_their_cue() -> None:
    text = "The union said that the offer was “an insult.” Talks go on in Bergen on Monday.\nNobody came."
    (quote,) = quotes_of(text, Told(("that the offer was “an insult.” Talks go on in Bergen",), "said", "The union"))
    assert quote.spans[0].of(text) == "that the offer was “an insult.”"


@pytest.mark.parametrize(
    ("text", "told", "cue", "speaker"),
    [
        # the clause continues somebody's noun: it is theirs, whoever governs the sentence
        (
            "The minister seized on Farah Lund's claim that the pier was safe.",
            Told(("that the pier was safe",), "seized on", "The minister"),
            "claim",
            "Farah Lund",
        ),
        (
            "The minister repeated his claim that the pier was safe.",
            Told(("that the pier was safe",), "repeated his claim", "The minister"),
            "repeated his claim",
            "The minister",
        ),
        (
            "The minister said that Farah's claim that day was false.",
            Told(("that Farah's claim that day was false",), "said", "The minister"),
            "said",
            "The minister",
        ),
        (
            "According to Ms. Lund, the pier is safe.",
            Told(("the pier is safe",), "According to"),
            "According to",
            "Ms. Lund",
        ),
        (
            "The pier is safe, according to the harbour master.",
            Told(("The pier is safe",), "according to"),
            "according to",
            "the harbour master",
        ),
    ],
)
def test_who_speaks_by_form(text: str, told: Told, cue: str, speaker: str) -> None:
    (quote,) = quotes_of(text, told)
    assert quote.cue is not None
    assert quote.speaker is not None
    assert (quote.cue.of(text), quote.speaker.of(text)) == (cue, speaker)


def test_a_fragment_that_the_model_passed_over_goes_with_what_is_reported_before_it() -> None:
    text = "The auditors described the rolling stock, which is old, as “a museum that is in motion”."
    (quote,) = quotes_of(text, Told(("the rolling stock",), "described", "The auditors"))
    assert [s.of(text) for s in quote.spans] == ["the rolling stock", "a museum that is in motion"]
    assert quote.kind == "mixed"


def test_a_fragment_before_the_clause_is_no_part_of_what_it_reports() -> None:
    text = "Mr Tracey, who swore that “nobody will be left with the bill”, told the house that help would come."
    quotes = quotes_of(text, Told(("help would come",), "told", "Mr Tracey"))
    assert [[s.of(text) for s in quote.spans] for quote in quotes] == [
        ["nobody will be left with the bill"],
        ["help would come"],
    ]


def test_speech_with_a_clause_of_its_own_is_a_quote_of_its_own() -> None:
    text = "“Nobody came,” said Fatima Bello, her neighbour. “Not one letter,” added Yusuf. “Never,” she said."
    told = Told(("Nobody came,", "Not one letter,", "Never,"), "said", "Fatima Bello")
    found = [
        (quote.spans[0].of(text), quote.cue and quote.cue.of(text), quote.speaker and quote.speaker.of(text))
        for quote in quotes_of(text, told)
    ]
    assert found == [
        ("Nobody came,", "said", "Fatima Bello"),
        ("Not one letter,", "added", "Yusuf"),
        ("Never,", "said", "she"),
    ]


def test_a_dash_quote_behind_a_colon_is_a_quote_of_its_own() -> None:
    text = "– It is wear and tear, says Heim, who stresses that people are tired: – Many flee, and the shops are shut."
    told = Told(("It is wear and tear", "Many flee, and the shops are shut."), "says", "Heim")
    assert [[s.of(text) for s in quote.spans] for quote in quotes_of(text, told)] == [
        ["It is wear and tear"],
        ["Many flee, and the shops are shut."],
    ]


def test_a_few_words_that_lead_to_speech_are_no_quote_of_their_own() -> None:
    text = "She is worried about one thing in particular: – There is no money left for the pier."
    lead, speech = quotes_of(
        text,
        Told(("one thing in particular",), "is worried about", "She"),
        Told(("There is no money left for the pier.",), None, "She"),
    )
    assert (lead.mode, speech.mode) == ("attitude", "speech")


def test_a_mention_ends_where_its_name_opens_a_clause() -> None:
    text = "Obi has played down the report that the pier was unsafe."
    told = Told(("that the pier was unsafe",), "played down the report", "Obi has played down the report")
    (quote,) = quotes_of(text, told)
    assert quote.speaker is not None
    assert quote.speaker.of(text) == "Obi"
