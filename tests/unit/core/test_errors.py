"""core.errors: the tree at the top of the module is the tree."""

from __future__ import annotations

import inspect
import re

from core import errors


def test_the_drawing_is_true() -> None:
    drawn: dict[str, str] = {}
    above: dict[int, str] = {}
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"^    ([│├└─ ]*)([A-Z]\w+)(?:\s|$)", line)
        if found:
            depth = len(found[1]) // 4
            above[depth] = found[2]
            if depth:
                drawn[found[2]] = above[depth - 1]
    classes = {
        name: kind for name, kind in inspect.getmembers(errors, inspect.isclass) if kind.__module__ == errors.__name__
    }
    assert drawn == {name: kind.__bases__[0].__name__ for name, kind in classes.items() if name != "QuotewireError"}
