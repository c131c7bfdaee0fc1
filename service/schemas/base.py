"""What the schemas share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields

from ..bodies import escape
from ..problems import FieldError, Problem


class Strict(Schema):
    """Unknown fields are an error."""

    class Meta:
        """marshmallow's options."""

        unknown = RAISE


class Number(fields.Field[int | float]):
    """A JSON number, left as it is: whole numbers stay whole. (Float would turn 500 into 500.0.)"""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> int | float | None:
        return None if value is None else self._deserialize(value, attr, None)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int | float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise ValidationError("Not a number.")
        return value


SHOWN = 20  # errors that an answer lists
LONGEST_NAME = 200  # characters of a field's name that is given back


def read(schema: Schema, data: Mapping[str, Any], *, in_query: bool = False) -> dict[str, Any]:
    """Check what a client sent.

    Raises:
        Problem: with a pointer (or the query parameter) for each field that is wrong.
    """
    if len(data) > len(schema.load_fields) + SHOWN:  # not worth looking at each
        unknown = (name for name in data if name not in schema.load_fields)
        raise _refusal(((_below("", name), "Unknown field.") for name in islice(unknown, SHOWN)), len(data), in_query)
    try:
        loaded: dict[str, Any] = schema.load(data)
    except ValidationError as error:
        wrong = list(_flatten(error.messages_dict, ""))
        raise _refusal(wrong[:SHOWN], len(wrong), in_query) from None
    return loaded


def _refusal(wrong: Iterable[tuple[str, str]], count: int, in_query: bool) -> Problem:
    errors = [
        FieldError(detail, None, pointer.removeprefix("/").partition("/")[0])
        if in_query
        else FieldError(detail, pointer)
        for pointer, detail in wrong
    ]
    told = "One field is" if count == 1 else f"{count:,} fields are"
    shown = "see errors" if count <= SHOWN else f"errors lists {len(errors)} of them"
    return Problem("invalid-fields", f"{told} not acceptable; {shown}.", errors=errors)


def _below(pointer: str, name: str) -> str:
    """The pointer to a member; to the object it is in, where its name is too long to be given back."""
    return f"{pointer}/{escape(name)}" if len(name) <= LONGEST_NAME else pointer


def _flatten(messages: Any, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(messages, dict):
        for name, inner in messages.items():
            below = pointer if name == "_schema" else _below(pointer, str(name))
            yield from _flatten(inner, below)
        return
    for detail in messages if isinstance(messages, list) else [messages]:
        yield pointer, str(detail)
