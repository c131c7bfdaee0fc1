"""Bodies that stand beside a name in wordings that are easily misread."""

from __future__ import annotations

import pytest

from tests.unit.extraction.sources.source_articles import Said, only_source, sources_of
from workers.extraction.document import Name

# text, mention, affiliation
CASES = {
    "role, then the body behind a comma": (
        "Vika Institute and Nordre Agency had met. “Enough,” said Mona Lie, landlady, Hanvik Foundation.",
        "Mona Lie",
        "Hanvik Foundation",
    ),
    "his own firm": (
        "“Enough,” said Ola Dahl, who runs his own firm Vika Heating.",
        "Ola Dahl",
        "Vika Heating",
    ),
    "a minister's field is no body": (
        "“Enough,” said Mona Lie, the minister for Police Services.",
        "Mona Lie",
        None,
    ),
    "a street is no body": ("“Enough,” said Mona Lie, of School Lane, Vika.", "Mona Lie", None),
    "whose group is somewhere": (
        "“Enough,” said Mona Lie, whose group at Vika University has followed the birds.",
        "Mona Lie",
        "Vika University",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_affiliation(case: str) -> None:
    text, mention, affiliation = CASES[case]
    source = only_source(text, Said("Enough", "said", mention))

    assert (source.affiliation.text if source.affiliation else None) == affiliation


def test_a_name_that_was_read_in_part_goes_on_to_its_place() -> None:
    text = "“Enough,” said Mona Lie of the Friends of Vika Lido."
    start, name = text.index("Friends"), text.index("Mona Lie")
    read = (Name(name, name + 8, "person", 0.95), Name(start, start + len("Friends"), "organization", 0.9))
    source = sources_of(text, Said("Enough", "said", "Mona Lie"), names=read).sources[0]

    assert source.affiliation
    assert source.affiliation.text == "Friends of Vika Lido"
