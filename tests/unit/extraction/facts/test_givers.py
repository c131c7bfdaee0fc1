"""Sources that only a figure rests on: who is added to the table, under which name, and who is not."""

from __future__ import annotations

import pytest

from workers.extraction.document import FoundSource, Name, Reading, Sources
from workers.extraction.facts import Evidence, Facts, find_facts
from workers.extraction.segment import segment
from workers.extraction.types import Span


def facts_of(text: str, *names: str, known: tuple[FoundSource, ...] = ()) -> Facts:
    found = tuple(Name(text.index(n), text.index(n) + len(n), "organization", 0.9) for n in names)
    return find_facts(Evidence(text, segment(text), Reading((), found), (), Sources(known, ()), ()))


@pytest.mark.parametrize(
    ("text", "names", "source"),
    [
        ("A dam would cost 40 million euros, according to an estimate by the Fenwick Trust.", ("Fenwick Trust",),
         "Fenwick Trust"),
        ("About 900 lorries cross daily, as per a county traffic count.", (), "county traffic count"),
        ("The port lost 60 jobs, according to people familiar with the talks.", (), "people familiar with the talks"),
        ("The following were Monday's sales, as compiled by Petrel Data Services: Cod -- 40 boxes. Hake -- 65 tonnes.",
         ("Petrel Data Services",), "Petrel Data Services"),
        ("The Harbour Guard has recorded 141 thefts.", ("Harbour Guard",), "Harbour Guard"),
        ("Analysts polled by the exchange had forecast 655 million euros.", (), "Analysts polled by the exchange"),
        ("The profit was below economists’ expectations of 655 million euros.", (), "economists"),
        ("The Harbour Guard has bought 141 boats.", ("Harbour Guard",), None),
        ("The work went according to plan and took 40 boats.", (), None),
        ("The plan was leaked, according to four people familiar with it.", (), None),
    ],
)  # fmt: skip
def test_a_giver_of_figures_is_a_source(text: str, names: tuple[str, ...], source: str | None) -> None:
    found = facts_of(text, *names)
    for fact in found.facts:
        assert (fact.source is None) == (source is None), text[fact.span.start : fact.span.end]
        if fact.source is not None:
            assert found.sources.sources[fact.source].name == source


def test_a_giver_that_the_table_knows_gets_no_second_entry() -> None:
    text = "Ada Holm spoke. The town lost 300 jobs, according to Ada Holm, a baker."
    holm = FoundSource(
        "Ada Holm", "person", (), None, None, "other", False, None, "contributor", None, (Span(0, 8),), 0.9
    )  # fmt: skip
    name = Name(text.rindex("Ada"), text.rindex("Ada") + 8, "person", 0.9)
    found = find_facts(Evidence(text, segment(text), Reading((), (name,)), (), Sources((holm,), ()), ()))
    (fact,) = (fact for fact in found.facts if fact.kind == "quantity")
    assert fact.source == 0
    assert len(found.sources.sources) == 1
