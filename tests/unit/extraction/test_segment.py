"""Blocks and sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.extraction.document import Layout
from workers.extraction.segment import segment
from workers.extraction.sentences import LONGEST

# A text with its sentences separated by "|".
SENTENCES = [
    "He left.| She stayed.",
    "The U.S. Senate met at 9 a.m. Tuesday.| It voted.",
    "He lives in the U.S.| The family moved in May.",
    "It opens at 7 p.m.| – We are ready, says Lund.",
    "Mr. Hale met Dr. Ruiz and Sen. Amy Vance (D-Va.) on Sept. 11.| Nothing came of it.",
    "J. K. Larsen and George W. Holm wrote it.| They agree.",
    "See No. 5 on p. 12.| No.| That is wrong.",
    "Prices rose 4.5 percent to $1.3 billion.| 500 people left.",
    "Acme Inc. Chief Executive Ana Bo resigned.| Bolt Corp. said no.",
    "It was … strange.| But … I’m fine.| We waited...| Nobody came.",
    "“I went. I saw,” he said.".replace(". I saw", ".| I saw"),
    "“We lost.”| The room fell silent.",
    "“Why?” he asked.| Nobody knew.",
    "“Why now?” Lund asked.| Nobody knew.",
    "“Stop!” shouted the guard.| They ran.",
    "Yahoo! Finance reported it.| It fell.",
    "– It is late.| We must go, says Lund, mayor of Moss, to news.",
    "« It is late. »| She left.",
    "Read it at https://example.org/a.b?c=d. today or e.g. tomorrow.".replace(". today", " today"),
    "On Friday the court ruled.The firm appealed.".replace("ruled.", "ruled.|"),
    "He said it.“No,” she said.".replace("it.", "it.|"),
    "1. Open the lid.| 2. Close it.",
    "On 3. October they met.| It rained.",
    "Is it so?| Yes!| It is.",
    "He paid (in cash.)| She did not.",
]

KINDS = [
    # a line, and its kind between two paragraphs of running text
    ("Photo: Jane Doe / AP", "credit"),
    ("PHOTO: JANE DOE / IMAGEHOUSE", "credit"),
    ("Jane Doe/Getty Images", "credit"),
    ("Foto: Kari Nordmann", "credit"),
    ("Photo caption: Anna Lie at the mill in 2019.", "caption"),
    ("By Jane Doe and John Roe", "byline"),
    ("By staff writers", "byline"),
    ("Jane Doe, Staff Writer", "byline"),
    ("from our correspondent in Parma", "byline"),
    ("ADVERTISEMENT", "notice"),
    ("Read also: The crab that came back", "notice"),
    ("READ MORE: Which schools are closed?", "notice"),
    ("Published 01.11.2024, at 19.20", "notice"),
    ("Last updated: 3 May 2024 at 10:15", "notice"),
    ("EMBARGOED UNTIL 15:00 GMT, 7 AUGUST", "notice"),
    ("(Reporting by Jane Doe; Editing by John Roe)", "notice"),
    ("Sign up for our newsletter", "notice"),
    ("_____", "notice"),
    ("• Cod: 340,000 tonnes", "list"),
    ("A long way home", "heading"),
    ("23:48 — That’s all from us", "heading"),
    ("“No way back”", "heading"),
    ("“There is no way back,” she said.", "body"),
    ("The mayor refused.", "body"),
    ("JONES: I never saw it.", "body"),
    ("– I never saw it", "body"),
    ("Q: Did you see it?", "body"),
]

DATELINES = [
    ("PARIS, May 8 (Reuters) - The minister resigned.", "PARIS, May 8 (Reuters) -"),
    ("ADDIS ABABA, Ethiopia (AP)_ The rains came.", "ADDIS ABABA, Ethiopia (AP)_"),
    ("NEW YORK (AP) — The court ruled.", "NEW YORK (AP) —"),
    ("HAVRE/LYON. The rail workers went on strike.", "HAVRE/LYON."),
    ("KUOPIO The forest opens up.", "KUOPIO"),
    ("Lyon, 8 May (AFP) – The strike ended.", "Lyon, 8 May (AFP) –"),
    ("NEWPORT, Va. - In a field, they waited.", "NEWPORT, Va. -"),
    ("NATO Secretary General Ida Lund spoke.", None),
    ("“No,” she said.", None),
    ("– No, she said.", None),
]

# Text that lost its line breaks: the pieces it must come apart into. What is not listed is running text.
FILLER = (
    "The mill by the river has stood empty since the fire. The owners want to tear it down. The neighbours want it "
    "kept. Nobody on the council will say what happens next. The roof let in the rain last winter. The machines were "
    "sold abroad. In the end the bank will decide. A buyer from the capital looked at it in May. He did not come back. "
)
RUN_IN = [
    ("Cold spring The ice on the lake was late to leave.", {"heading": "Cold spring"}),
    ("Blames the owners The workers have written to the ministry.", {"heading": "Blames the owners"}),
    ("Work at night Mill worker Ida Holm says that it was loud.", {"heading": "Work at night"}),
    ("Back to the drawing board During the summer the plans were changed.", {"heading": "Back to the drawing board"}),
    ("Worse than expected Engineer Olav Brandt is not surprised.", {"heading": "Worse than expected"}),
    ("“A disgrace” Mayor Ida Holm has seen enough.", {"heading": "“A disgrace”"}),
    ("Mayor: – Never asked – I was never asked about the mill, says Holm.", {"heading": "Mayor: – Never asked"}),
    ("– Terrible That is the word Holm uses about the plan.", {"heading": "– Terrible"}),
    ("The mill seen from the north. Photo: Per Lie / NTB The council meets on Monday.",
     {"caption": "The mill seen from the north.", "credit": "Photo: Per Lie / NTB"}),
    ("The old wheel in August. It was made in 1911. Photo: Private Holm hopes for a museum.",
     {"caption": "The old wheel in August. It was made in 1911.", "credit": "Photo: Private"}),
    ("Ida Holm says that she cannot sleep. Photo: Anne Berg But the owners disagree.",
     {"caption": "Ida Holm says that she cannot sleep.", "credit": "Photo: Anne Berg"}),
    ("– It is over. We give up, says Ida Holm. Photo: Anne Berg But the owners disagree.",
     {"credit": "Photo: Anne Berg"}),
    ("FACTS: The mill • Built in 1911 • Closed in 2003 • Burnt in 2020",
     {"heading": "FACTS: The mill", "list": "• Built in 1911"}),
    ("Read also: The mill that moved Published 11.02.2025, at 06.04", {"notice": "Read also: The mill that moved"}),
]  # fmt: skip

NOT_RUN_IN = [
    "He told The Evening Post that the mill was sold.",
    "Finance Minister Ida Holm calls the plan a disgrace.",
    "Retired Lieutenant General Olav Brandt agrees with the neighbours.",
    "The company North Mills does not answer questions.",
    "Unlike in World War Two the wheel was never stopped.",
    "According to Ida Holm the mill was never insured.",
    "Vitamin A is found in carrots and in liver.",
    "Protesters outside the gate shouted “What now?” and left.",
    "The head of Mills United The Hague office has resigned.",
    "Six of the workers have found other jobs in Oslo.",
]

PIECES = st.sampled_from(
    [
        *("The mayor spoke.", " ", "\n", "\n\n", "Photo: A B / AP ", "– No, says X. ", "• one • two ", "Read also: Z "),
        *(
            "“Q?” ",
            "a",
            "PARIS (AP) — ",
            "U.S. ",
            "Cold spring The ice is late. ",
            "Published 01.11.2024, at 19.20 ",
            FILLER,
        ),
    ]
)


def _of_kind(text: str, layout: Layout, kind: str) -> list[str]:
    return [text[block.start : block.end] for block in layout.blocks if block.kind == kind]


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    text = marked.replace("|", "")
    found = [text[s.start : s.end] for s in segment(text).sentences]
    assert found == [piece.strip() for piece in marked.split("|")]


@pytest.mark.parametrize(("line", "kind"), KINDS)
def test_a_line_has_its_kind(line: str, kind: str) -> None:
    text = f"Mill to close\n\nThe mill will close, the owners say.\n\n{line}\n\nNobody was asked about it."
    layout = segment(text)
    start = text.index(line)
    assert [block.kind for block in layout.blocks if block.start == start] == [kind]


@pytest.mark.parametrize(("paragraph", "dateline"), DATELINES)
def test_a_dateline_is_told_from_the_text_it_opens(paragraph: str, dateline: str | None) -> None:
    text = f"Mill to close\n\n{paragraph} Nobody was hurt."
    assert _of_kind(text, segment(text), "dateline") == ([dateline] if dateline else [])


@pytest.mark.parametrize(("piece", "expected"), RUN_IN)
def test_what_ran_into_the_text_is_cut_out_again(piece: str, expected: dict[str, str]) -> None:
    text = f"{FILLER}{piece} {FILLER}{FILLER}".strip()
    layout = segment(text)
    kinds = {block.kind for block in layout.blocks} - {"body"}
    assert {kind: _of_kind(text, layout, kind)[0] for kind in kinds} == expected


@pytest.mark.parametrize("sentence", NOT_RUN_IN)
def test_a_sentence_with_a_name_in_it_stays_whole(sentence: str) -> None:
    text = f"{FILLER}{sentence} {FILLER}{FILLER}".strip()
    layout = segment(text)
    assert {block.kind for block in layout.blocks} == {"body"}
    assert sentence in [text[s.start : s.end] for s in layout.sentences]


@pytest.mark.parametrize("piece", ["five tonnes of fish, ", "fish ", "fish\n", "x"])
def test_no_sentence_is_endless(piece: str) -> None:
    text = (piece * 10_000)[:20_000].strip()
    lengths = [sentence.end - sentence.start for sentence in segment(text).sentences]
    assert max(lengths) <= LONGEST
    assert min(lengths[:-1]) >= LONGEST // 2 - 1 or piece == "fish\n"


def test_lines_wrapped_at_a_width_are_one_paragraph() -> None:
    text = (
        "The mill by the river has stood empty since the fire, and the\n"
        "owners want to tear it down. The neighbours want to keep it,\n"
        "and they have written to the council about it more than once.\n"
        "Nobody there will say what happens next, or when it will be\n"
        "decided.\n\nIn the end the bank will have its say."
    )
    assert [text[b.start : b.end][:10] for b in segment(text).blocks] == ["The mill b", "In the end"]


def test_a_line_broken_in_mid_sentence_is_joined() -> None:
    text = "Mill to close\n\nThe owners say that the\nmill will close.\nNobody was asked."
    assert len(segment(text).blocks) == 3


def test_lines_of_hyphens_without_stops_are_a_list_and_hyphen_speech_is_not() -> None:
    text = (
        "Mill to close\n\nThe plan:\n- Wheel: sold\n- Roof: torn down\n\n"
        "- It is over, says Holm.\n\n- We give up.\n\nThat was all."
    )
    kinds = [block.kind for block in segment(text).blocks]
    assert kinds == ["heading", "body", "list", "list", "body", "body", "body"]


def test_where_breaks_were_lost_speech_after_a_dash_begins_a_block() -> None:
    text = (
        f"{FILLER}– It is over. We give up, says Ida Holm. The bank – as always – waits. – We do not. {FILLER}{FILLER}"
    )
    starts = [text[block.start : block.start + 8] for block in segment(text.strip()).blocks]
    assert starts == ["The mill", "– It is ", "– We do "]


def test_a_short_paragraph_before_its_credit_is_a_caption() -> None:
    text = (
        "Mill to close\n\nThe mill will close.\n\nIda Holm says she will miss it. PHOTO: ANNE BERG\n\nNobody was asked."
    )
    layout = segment(text)
    assert _of_kind(text, layout, "caption") == ["Ida Holm says she will miss it."]
    assert _of_kind(text, layout, "credit") == ["PHOTO: ANNE BERG"]


@settings(deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map("".join)))
def test_blocks_and_sentences_cover_the_text_in_order(text: str) -> None:
    layout = segment(text)
    covered = set()
    for parts in (layout.blocks, layout.sentences):
        at = 0
        for part in parts:
            assert at <= part.start < part.end <= len(text)
            assert text[part.start : part.end] == text[part.start : part.end].strip()
            at = part.end
        covered = {i for part in parts for i in range(part.start, part.end)}
        assert all(i in covered or character.isspace() for i, character in enumerate(text))
    for sentence in layout.sentences:
        block = layout.blocks[sentence.block]
        assert block.start <= sentence.start
        assert sentence.end <= block.end


@pytest.mark.parametrize(
    "piece", ["Photo: Anna Bell ", "A. ", '"', "• x ", "(", "Read also: ", "– A: – b ", "Cold spring The ", "ABC "]
)
def test_a_hundred_thousand_code_points_of_anything_are_read(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert segment(text).blocks
