"""docs/security.md names a test for each claim: they are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CLAIMS = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
FILES = {path.name: path for path in (ROOT / "tests").rglob("test_*.py")}


def test_every_file_that_is_named_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+(?:\.py)?)`", CLAIMS)
    assert len(named) > 15
    assert [path for path in named if not (ROOT / path).exists()] == []
    assert [name for name in re.findall(r"\b(test_\w+\.py)", CLAIMS) if name not in FILES] == []


def test_every_test_that_is_named_is_there() -> None:
    named = re.findall(r"(test_\w+\.py)::(test_\w+)", CLAIMS)
    assert len(named) >= 4
    assert [(file, test) for file, test in named if f"def {test}(" not in FILES[file].read_text(encoding="utf-8")] == []
