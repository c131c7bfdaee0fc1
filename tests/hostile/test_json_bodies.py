"""JSON bodies that mean harm, beyond those of tests/api/test_strict_json.py: whoever sends them is told, with a 4xx."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from service.bodies import MAX_DEPTH, parse_json
from service.problems import Problem

PATHS = (
    "/v1/articles",
    "/v1/batches",
    "/v1/articles/art_00000000000000000000000000/quote-checks",
)
DEEP = 100_000
BODIES: dict[str, bytes] = {
    "a null byte": b"\0",
    "null bytes": bytes(10_000),
    "a byte order mark alone": b"\xef\xbb\xbf",
    "two byte order marks": b'\xef\xbb\xbf\xef\xbb\xbf{"text": "a"}',
    "UTF-16": '{"text": "a"}'.encode("utf-16"),
    "UTF-32": '{"text": "a"}'.encode("utf-32"),
    "UTF-7": b"+AHsAIgB0AGUAeAB0ACIAOgAiAGEAIgB9-",
    "an overlong slash": b'{"text": "\xc0\xaf"}',
    "an overlong null": b'{"text": "\xc0\x80"}',
    "a surrogate in UTF-8": b'{"text": "\xed\xa0\x80"}',
    "beyond Unicode": b'{"text": "\xf4\x90\x80\x80"}',
    "five-byte UTF-8": b'{"text": "\xf8\x88\x80\x80\x80"}',
    "half a character": b'{"text": "\xe2\x80"}',
    "arrays without end": b"[" * DEEP,
    "objects without end": b'{"a":' * DEEP,
    "both without end": b'[{"a":' * DEEP,
    "a number without end": b'{"text": ' + b"9" * DEEP + b"}",
    "an exponent without end": b'{"text": 1e' + b"9" * DEEP + b"}",
    "digits behind the point without end": b'{"text": 0.' + b"1" * DEEP + b"}",
    "a leading nought": b'{"text": 01}',
    "a leading plus": b'{"text": +1}',
    "a bare point": b'{"text": .5}',
    "a hexadecimal number": b'{"text": 0x1F}',
    "Python's constants": b'{"text": None, "b": True}',
    "JavaScript's": b'{"text": undefined}',
    "JSON5": b"{text: 'a', /* b */}",
    "JSON for script tags": b")]}',\n" + b'{"text": "a"}',
    "JSONP": b'callback({"text": "a"})',
    "an unknown escape": b'{"text": "\\x41"}',
    "half an escape": b'{"text": "\\u12"}',
    "a lone high surrogate": b'{"text": "\\ud83d"}',
    "two high surrogates": b'{"text": "\\ud83d\\ud83d"}',
    "surrogates the wrong way round": b'{"text": "\\ude00\\ud83d"}',
    "a tab in a key": b'{"te\txt": "a"}',
    "form fields": b"text=a&title=b",
    "XML": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "YAML": b"text: !!python/object/apply:os.system [id]",
    "a pickle": b"cos\nsystem\n(S'id'\ntR.",
    "multipart": b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\na\r\n--x--\r\n',
    "a key a hundred thousand times": b'{"a": 1' + b', "a": 1' * DEEP + b"}",
    "a hundred thousand keys": b"{" + b",".join(b'"k%d": 1' % number for number in range(DEEP)) + b"}",
    "a key of a hundred kilobytes": b'{"' + b"k" * DEEP + b'": 1}',
    "keys of objects' insides": b'{"__proto__": {"a": 1}, "constructor": 1, "__class__": "x", "_schema": 1}',
    "a query for another database": b'{"text": {"$ne": null}}',
    "an object as the text": b'{"text": {"text": "a"}}',
    "a list as the text": b'{"text": ["a"]}',
    "yes as the text": b'{"text": true}',
    "a template": b'{"text": "a", "{{7*7}}": "${jndi:ldap://x}"}',
}


def test_there_are_enough_of_them() -> None:
    assert len(BODIES) >= 40


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_it_is_a_4xx(client: FlaskClient, path: str, body: bytes) -> None:
    answer = client.post(path, data=body, content_type="application/json")
    assert 400 <= answer.status_code < 500
    assert answer.content_type == "application/problem+json"
    problem = json.loads(answer.data)
    assert problem["status"] == answer.status_code
    assert len(answer.data) < 4_000, "it is not given back at length"


def test_a_long_name_in_the_query_is_not_given_back(client: FlaskClient) -> None:
    answer = client.post(f"/v1/articles?{'k' * 5_000}=1", data="a", content_type="text/plain")
    assert answer.status_code == 422
    assert len(answer.data) < 1_000


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def _depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0


@settings(max_examples=50)
@given(VALUES)
def test_what_is_json_is_read_as_what_it_is(value: object) -> None:
    assert _depth(value) <= MAX_DEPTH
    assert parse_json(json.dumps(value)) == value
    assert parse_json(json.dumps(value, ensure_ascii=False)) == value


@given(st.text() | st.text(alphabet='[]{}":,0123456789.eE+-truefalsn \\u'))
def test_anything_else_is_a_problem_and_no_other_error(text: str) -> None:
    with suppress(Problem):
        value = parse_json(text)
        assert parse_json(json.dumps(value)) == value
