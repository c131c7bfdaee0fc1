"""service.schemas.requests.read_plain: what it reads, it reads as the schema does."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as some
from marshmallow import ValidationError

from service.schemas.requests import PLAIN, article_schema, read_plain

SCHEMA = article_schema(50, False)
VALUES = some.one_of(
    some.text(max_size=60),
    some.sampled_from(["2024-11-01", "2024-11-01T10:00:00Z", "en-GB", "https://a.example/b", "x" * 300, "x" * 1_001]),
    some.none(),
    some.integers(),
    some.booleans(),
    some.lists(some.text(max_size=3), max_size=2),
)
NAMES = some.sampled_from([*sorted(PLAIN), "metadata", "priority", "include", "html", "callback_url", "other"])


def _by_the_schema(body: Any) -> Any:
    try:
        return SCHEMA.load(body)
    except ValidationError:
        return None


@given(some.dictionaries(NAMES, VALUES, max_size=5), some.text(max_size=60))
def test_it_reads_as_the_schema_does_or_not_at_all(about: dict[str, Any], text: str) -> None:
    body = {"text": text, **about}
    read = read_plain(SCHEMA, body)
    assert read is None or read == _by_the_schema(body)


@given(some.one_of(some.none(), some.text(), some.lists(some.integers()), some.dictionaries(some.text(), some.text())))
def test_whatever_it_is_given(body: Any) -> None:
    read = read_plain(SCHEMA, body)
    assert read is None or read == _by_the_schema(body)


def test_a_plain_request_is_read() -> None:
    body = {"text": "T.", "title": "t", "published_at": "2024-11-01", "language": "en", "external_id": "1"}
    assert read_plain(SCHEMA, body) == SCHEMA.load(body)
    assert read_plain(SCHEMA, {"text": "T.", "title": None}) is None
