"""What the schemas share."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
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


def read(schema: Schema, data: Mapping[str, Any], *, in_query: bool = False) -> dict[str, Any]:
    """Check what a client sent.

    Raises:
        Problem: with a pointer (or the query parameter) for each field that is wrong.
    """
    try:
        loaded: dict[str, Any] = schema.load(data)
    except ValidationError as error:
        wrong = [
            FieldError(detail, None, pointer.split("/")[1]) if in_query else FieldError(detail, pointer)
            for pointer, detail in _flatten(error.messages_dict, "")
        ]
        count = "One field is" if len(wrong) == 1 else f"{len(wrong)} fields are"
        raise Problem("invalid-fields", f"{count} not acceptable; see errors.", errors=wrong) from None
    return loaded


def _flatten(messages: Any, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(messages, dict):
        for name, inner in messages.items():
            below = pointer if name == "_schema" else f"{pointer}/{escape(str(name))}"
            yield from _flatten(inner, below)
        return
    for detail in messages if isinstance(messages, list) else [messages]:
        yield pointer, str(detail)
