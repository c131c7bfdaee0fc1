"""Confidence per field: every rule that can find a field has one, and a surer rule is given more."""

from __future__ import annotations

from typing import get_args

import pytest

from tests.unit.extraction.sources.source_articles import Said, only_source
from workers.extraction.sources.confidence import (
    affiliation_confidence,
    expert_confidence,
    role_confidence,
    speaker_confidence,
)
from workers.extraction.sources.verdicts import Verdict
from workers.extraction.types import SourceKind


@pytest.mark.parametrize("kind", get_args(SourceKind))
def test_a_surer_mention_never_gives_a_less_sure_speaker(kind: SourceKind) -> None:
    given = [speaker_confidence(sure / 100, kind) for sure in range(101)]
    assert given == sorted(given)
    assert 0 < given[0] < given[-1] < 1


def test_what_stands_beside_a_name_is_surer_than_what_was_looked_for() -> None:
    assert role_confidence("before", ()) > role_confidence("clause", ()) > role_confidence("clause", ("family",))
    assert affiliation_confidence("beside") > affiliation_confidence("role") > affiliation_confidence("focus")


def test_a_rule_without_a_measure_keeps_the_verdict_s_own() -> None:
    assert expert_confidence(Verdict("other", False, None, 0.4)) != 0.4
    source = only_source("“Never,” said production manager Maria Haug.", Said("Never", "said", "Maria Haug"))
    assert source.expert_confidence == 0.96


def test_each_field_of_a_source_carries_its_own() -> None:
    text = "Tandem Foods beat the forecast. Chief executive Peter Wrona was calm. “Never,” said Wrona."
    source = only_source(text, Said("Never", "said", "Wrona"))
    assert source.role is not None
    assert source.affiliation is not None
    assert source.affiliation.confidence < source.role.confidence
    assert dict(source.speaker_confidence) == {text.index("Never"): 0.98}
