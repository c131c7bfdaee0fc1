"""What the JSON reader in front of every schema refuses."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from .conftest import problem

REFUSED = {
    "empty": b"",
    "not JSON": b"text",
    "an array": b'["text"]',
    "a string": b'"text"',
    "null": b"null",
    "a trailing comma": b'{"text": "a",}',
    "two values": b'{"text": "a"} {}',
    "NaN": b'{"text": "a", "metadata": {"x": NaN}}',
    "Infinity": b'{"text": "a", "metadata": {"x": -Infinity}}',
    "a number beyond a double": b'{"text": "a", "metadata": {"x": 1e999}}',
    "a whole number beyond 64 bits": b'{"text": "a", "metadata": {"x": ' + b"9" * 5_000 + b"}}",
    "a key twice": b'{"text": "a", "text": "b"}',
    "an inner key twice": b'{"text": "a", "metadata": {"x": 1, "x": 2}}',
    "half a surrogate pair": b'{"text": "a\\ud800"}',
    "half a surrogate pair in a key": b'{"text": "a", "metadata": {"\\udfff": 1}}',
    "deep nesting": b'{"text": "a", "metadata": ' + b'{"x":' * 40 + b"1" + b"}" * 40 + b"}",
    "very deep nesting": b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "an unclosed string": b'{"text": "a',
    "a control character in a string": b'{"text": "a\nb"}',
    "a comment": b'{"text": "a"} // b',
    "single quotes": b"{'text': 'a'}",
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED.keys())
def test_it_refuses(client: FlaskClient, body: bytes) -> None:
    answer = client.post("/v1/articles", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert problem(answer) == "invalid-json"


def test_it_points_to_half_a_surrogate_pair(client: FlaskClient) -> None:
    body = b'{"text": "a", "metadata": {"a/b": ["\\ud83d"]}}'
    answer = client.post("/v1/articles", data=body, content_type="application/json")
    assert answer.get_json(force=True)["errors"][0]["pointer"] == "/metadata/a~1b/0"


@pytest.mark.parametrize(
    "body",
    [b'\xef\xbb\xbf{"text": "a"}', b'{"text": "\\ud83d\\ude00"}', b'{"text": "a", "metadata": {"x": [1, 2.5, null]}}'],
    ids=["byte order mark", "surrogate pair", "numbers and null"],
)
def test_it_takes(client: FlaskClient, body: bytes) -> None:
    assert client.post("/v1/articles", data=body, content_type="application/json").status_code == 202
