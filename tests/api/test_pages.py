"""The reading page's documents and assets: what they are, and what they may do."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from service.api.pages import SAMPLES, STATIC, assets_version

PATHS = ("/", "/search", "/articles/art_01jbmz6k3v0a1b2c3d4e5f6g7h")
FORBIDDEN = ("'unsafe-inline'", "'unsafe-eval'", "data:", "blob:", "http:", "https:", "*")


@pytest.mark.parametrize("path", PATHS)
def test_it_works(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.content_type == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", [*PATHS, f"/assets/{assets_version()}/app.js"])
def test_the_policy_is_strict(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "require-trusted-types-for 'script'" in policy
    assert "frame-ancestors 'none'" in policy
    assert [word for word in FORBIDDEN if word in policy] == []


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_inline_and_nothing_is_from_elsewhere(client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    assert re.findall(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", page) == []
    assert all(address.startswith("/") for address in re.findall(r"(?:href|src)=\"([^\"#]+)", page))


def test_an_address_holds_nothing_of_what_is_asked(client: FlaskClient) -> None:
    page = client.get("/articles/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    assert "alert(1)" not in page.text


def test_every_asset_is_there_and_kept_for_good(client: FlaskClient) -> None:
    page = client.get("/").text
    named = set(re.findall(r"/assets/\w+/[\w.-]+", page))
    assert len(named) > 10
    for address in named:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "max-age=31536000" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        answer.close()


def test_fonts_are_served_from_here(client: FlaskClient) -> None:
    sheet = (STATIC / "base.css").read_text(encoding="utf-8")
    for name in re.findall(r"url\(\"([^\"]+)\"\)", sheet):
        with client.get(f"/assets/{assets_version()}/{name}") as answer:
            assert answer.content_type == "font/woff2"


@pytest.mark.parametrize("address", ["0000000000000000/app.js", "{version}/nothing.js", "{version}/..%2Freading.html"])
def test_no_other_asset(client: FlaskClient, address: str) -> None:
    assert client.get(f"/assets/{address.format(version=assets_version())}").status_code == 404


def test_samples_are_as_the_api_takes_them(client: FlaskClient) -> None:
    names = [path.stem for path in SAMPLES.glob("*.json")]
    assert names
    for name in names:
        with client.get(f"/samples/{name}") as answer:
            assert answer.content_type == "application/json"
            assert isinstance(answer.json["text"], str)  # type: ignore[index]  # the test fails if there is no JSON
    assert client.get("/samples/..%2Fpyproject").status_code == 404


def test_the_longest_article_is_told_to_the_page(client: FlaskClient) -> None:
    assert 'data-max-characters="200000"' in client.get("/").text
