"""The package's public face, and what it may not import."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import workers.extraction as extraction
from workers.extraction import DateError, Extraction, ExtractionError, TextError, extract, preload

FOLDER = Path(extraction.__file__).parent
MODULES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.py"))
# Everything that the engine may import besides the standard library and itself.
ALLOWED = {"numpy", "onnxruntime", "tokenizers"}
FORBIDDEN = {
    "flask",
    "redis",
    "rq",
    "requests",
    "gunicorn",
    "core",
    "service",
    "runner",
    "training",
    "socket",
    "urllib",
}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level == 0:
                yield (node.module or "").split(".")[0]
            elif node.level > len(path.relative_to(FOLDER).parts):
                yield "above the engine"


def test_the_public_names_are_exactly_the_exported_ones() -> None:
    public = {
        name
        for name, value in vars(extraction).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    assert public - {"annotations"} == set(extraction.__all__)
    assert list(extraction.__all__) == sorted(
        extraction.__all__, key=lambda name: (not name.isupper(), name[0].islower(), name)
    )


def test_every_public_name_says_what_it_is() -> None:
    undocumented = [
        name
        for name in extraction.__all__
        if not isinstance(value := getattr(extraction, name), str) and not inspect.getdoc(value)
    ]
    assert undocumented == []


@pytest.mark.parametrize("module", MODULES)
def test_the_engine_imports_nothing_from_above(module: str) -> None:
    names = set(imported(FOLDER / module))
    assert not names & FORBIDDEN
    assert "above the engine" not in names


@pytest.mark.parametrize("module", MODULES)
def test_the_engine_reads_no_environment_variable(module: str) -> None:
    tree = ast.parse((FOLDER / module).read_text(encoding="utf-8"))
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not attributes & {"environ", "environb", "getenv"}


def test_an_article_is_read_the_same_twice() -> None:
    text = "“The dam held,” said Ida Holm, an engineer at North Water. It lost 40 litres in May."
    first = extract(text, published_at="2024-11-01", title="The dam")
    assert first == extract(text, published_at="2024-11-01", title="The dam")
    assert isinstance(first, Extraction)
    assert first.engine == preload()
    assert (first.article.title, first.article.language, first.article.published_at) == ("The dam", "en", "2024-11-01")
    assert (first.article.published_at_from, first.article.characters, first.article.words) == (
        "request",
        len(text),
        17,
    )


def test_progress_goes_from_nought_to_one_through_every_stage() -> None:
    seen: list[tuple[str, float]] = []
    extract("“No,” said Ida Holm.", progress=lambda stage, share: seen.append((stage, share)))
    stages = ["normalise", "segment", "read", "quotes", "sources", "facts", "assemble", "done"]
    assert [stage for stage, _ in seen] == stages
    assert [share for _, share in seen] == sorted(share for _, share in seen)
    assert (seen[0][1], seen[-1][1]) == (0.0, 1.0)


@pytest.mark.parametrize("text", ["", " \r\n\u200b", "…", "🌀", "&nbsp;&shy;"])
def test_a_text_without_words_gives_an_empty_result(text: str) -> None:
    result = extract(text)
    assert (result.quotes, result.sources, result.facts) == ((), (), ())
    assert result.article.characters == len(text)


@pytest.mark.parametrize(
    ("given", "day"),
    [("2024-11-01", "2024-11-01"), ("2024-11-01T23:20:00+01:00", "2024-11-01"), ("2024-11-01T08:00Z", "2024-11-01")],
)
def test_a_date_or_a_date_time_is_the_day_of_publication(given: str, day: str) -> None:
    assert extract("He left.", published_at=given).article.published_at == day


@pytest.mark.parametrize("published_at", ["yesterday", "2024-13-01", "", 20241101])
def test_what_is_no_date_is_refused_with_what_to_write(published_at: str) -> None:
    with pytest.raises(DateError, match="2024-11-01"):
        extract("He left.", published_at=published_at)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(TextError) as error:
        extract(b"He left.")  # type: ignore[arg-type]
    assert isinstance(error.value, ExtractionError)
    assert isinstance(error.value, ValueError)


NORWEGIAN = (
    "Det er ikke lett å vite hva hver enkelt melding betyr. Men sakte, sakte spiser russerne seg inn i landet, sier "
    "professoren, som mener at det vitner om problemer. Mange flykter, og mange blir mobilisert til de militære "
    "styrkene, og det har vært slik siden krigen begynte for to og et halvt år siden, ifølge myndighetene i landet."
)


@pytest.mark.parametrize(
    ("text", "language", "tag", "warned"),
    [
        (NORWEGIAN, None, "und", True),
        ("Он сказал, что война продолжается и что никто не знает, когда она закончится. " * 8, None, "und", True),
        (
            "He said that it was over and that they would all have to go home before winter came. " * 4,
            None,
            "en",
            False,
        ),
        ("He left.", None, "en", False),
        ("He left.", "en-GB", "en-GB", False),
        ("Han gikk.", "nb", "nb", True),
    ],
)
def test_what_does_not_look_like_english_is_warned_of(text: str, language: str | None, tag: str, warned: bool) -> None:
    result = extract(text, language=language)
    assert result.article.language == tag
    assert [warning.kind for warning in result.warnings if warning.kind == "language"] == ["language"] * warned
