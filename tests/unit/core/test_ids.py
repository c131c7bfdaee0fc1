"""core.ids and core.clock"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import clock, ids


def test_an_id_is_one() -> None:
    made = ids.new("art")
    assert ids.is_id(made, "art")
    assert not ids.is_id(made, "job")
    assert len({ids.new("art") for _ in range(1_000)}) == 1_000


def test_ids_sort_by_time(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for millis in (0, 1, 31, 32, 1_730_000_000_000, 1_730_000_000_001):
        monkeypatch.setattr(clock, "now", lambda at=millis: clock.from_millis(at))
        made.append(ids.new("job"))
    assert made == sorted(made)


@pytest.mark.parametrize(
    "text", ["", "art_", "art_" + "0" * 25, "art_" + "u" * 26, "art_" + "0" * 26 + "\n", "ART_" + "0" * 26]
)
def test_anything_else_is_none(text: str) -> None:
    assert not ids.is_id(text, "art")


@given(st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_millis_go_there_and_back(moment: datetime) -> None:
    millis = clock.to_millis(moment)
    assert clock.to_millis(clock.from_millis(millis)) == millis
    assert abs(clock.from_millis(millis).timestamp() - moment.timestamp()) < 0.0011


def test_rfc3339() -> None:
    assert clock.rfc3339(datetime(2024, 11, 1, 19, 20, tzinfo=UTC)) == "2024-11-01T19:20:00.000Z"
