"""Query parameters, read into what a schema can check."""

from __future__ import annotations

from typing import Any

from flask import request

from .problems import FieldError, Problem
from .schemas.base import Strict, read

LISTS = frozenset({"include"})


def query_values() -> dict[str, Any]:
    """The query's parameters; a list-valued one may be repeated or separated by commas.

    Raises:
        Problem: another one is given twice.
    """
    values: dict[str, Any] = {}
    for name, given in request.args.lists():
        if name in LISTS:
            values[name] = [part for value in given for part in value.split(",")]
        elif len(given) > 1:
            wrong = FieldError("Given more than once.", None, name)
            raise Problem("invalid-fields", "One field is not acceptable; see errors.", errors=[wrong])
        else:
            values[name] = given[0]
    return values


def read_query(schema: Strict) -> dict[str, Any]:
    """The query, checked.

    Raises:
        Problem: with the name of each parameter that is wrong.
    """
    return read(schema, query_values(), in_query=True)
