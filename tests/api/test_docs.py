"""/docs"""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from service.api.reference import FILES

from .conftest import problem

OWN = ("reference.js", "reference.css", "swagger-ui-bundle.js", "swagger-ui.css")


def test_everything_it_needs_is_served_from_here(client: FlaskClient) -> None:
    page = client.get("/docs")
    assert page.content_type == "text/html; charset=utf-8"
    wanted = re.findall(r'(?:src|href|data-description)="([^"]+)"', page.text)
    assert len(wanted) >= 5
    for address in wanted:
        assert address.startswith("/"), "nothing from elsewhere"
        with client.get(address) as answer:
            assert answer.status_code == 200, address


def test_its_first_line_can_be_pasted(client: FlaskClient) -> None:
    page = client.get("/docs", headers={"Host": "quotewire.example:8000"}).text
    assert "curl http://quotewire.example:8000/v1/articles" in page


@pytest.mark.parametrize("path", ["/docs", *(f"/docs/assets/{name}" for name in OWN)])
def test_its_policy_is_strict(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "style-src 'self';" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_page_has_no_script_or_style_of_its_own(client: FlaskClient) -> None:
    page = client.get("/docs").text
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert re.findall(r"<style|\bstyle=|\bon\w+=", page) == []


@pytest.mark.parametrize("file", ["none.js", "..%2freference.html", "../templates/reference.html"])
def test_other_files_are_not(client: FlaskClient, file: str) -> None:
    assert problem(client.get(f"/docs/assets/{file}")) == "not-found"


def test_what_is_vendored_comes_with_its_licence() -> None:
    assert "Apache License" in (FILES / "LICENSE").read_text(encoding="utf-8")
    assert (FILES / "NOTICE").read_text(encoding="utf-8").strip()
    assert "sourceMappingURL" not in (FILES / "swagger-ui-bundle.js").read_text(encoding="utf-8")
