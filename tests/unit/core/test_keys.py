"""core.keys: every key is in the map at the top of the module."""

from __future__ import annotations

import inspect

from core import keys


def test_every_key_is_in_the_map() -> None:
    documented = keys.__doc__ or ""
    for name, make in inspect.getmembers(keys, inspect.isfunction):
        parameters = list(inspect.signature(make).parameters)
        shown = make(*(f"<{parameter.removesuffix('_id')}>" for parameter in parameters))
        assert f" {shown} " in documented, name
