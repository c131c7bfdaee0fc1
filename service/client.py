"""A client for Quotewire in Python, and a command line: ``python -m service.client submit FILE --wait``.

    client = Client("http://127.0.0.1:8000", api_key="qw_live_…")
    job = client.wait(client.submit("“Sales rose,” said Ana Pérez.", published_at="2024-11-01"))
    for quote in client.quotes(job["article_id"], kind="direct"):
        print(quote["text"])

A submission carries an ``Idempotency-Key``, so trying again after a lost answer makes no second job.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import requests

from core import signing
from core.signing import BadSignature

__all__ = ["BadSignature", "Client", "Failed", "Refused", "verify_webhook"]

Json = dict[str, Any]
TIMEOUT = 60.0  # seconds for one call
HOLD = 20  # seconds the service is asked to hold an answer while a job runs
TRIES = 5
AGAIN = frozenset({429, 503})
LONGEST_PAUSE = 30.0  # seconds
FINAL = frozenset({"succeeded", "failed", "canceled"})


class Refused(Exception):
    """The service answered with a problem. ``type`` never changes its meaning; ``errors`` names the fields."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        super().__init__(f"{problem.get('title', 'Error')}: {problem.get('detail', '')} ({status})")
        self.status = status
        self.type = str(problem.get("type", "about:blank"))
        self.errors = list(problem.get("errors", []))


class Failed(Exception):
    """The job ended without a result. ``job`` says why."""

    def __init__(self, job: Json) -> None:
        super().__init__(f"The job {job['state']}: {(job['error'] or {}).get('message', 'no result')}")
        self.job = job


class Client:
    """Speaks to one service. Not to be shared between threads."""

    def __init__(self, url: str, api_key: str | None = None, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._url = url.rstrip("/")
        self._session = requests.Session()
        self._sleep = sleep
        if api_key is not None:
            self._session.headers["Authorization"] = f"Bearer {api_key}"

    def submit(self, text: str | None = None, **fields: Any) -> Json:
        """Submit an article; ``fields`` are those of the API (``html`` instead of ``text``, ``published_at``, …).

        Raises:
            Refused: the service does not take it.
            requests.RequestException: the service cannot be reached.
        """
        body = {**({} if text is None else {"text": text}), **fields}
        return self._call("POST", "/v1/articles", json=body, headers={"Idempotency-Key": str(uuid.uuid4())})

    def job(self, job_id: str) -> Json:
        """How a job is doing."""
        return self._call("GET", f"/v1/jobs/{job_id}")

    def wait(self, job: Json, timeout: float = 600.0) -> Json:
        """Wait until a job has succeeded.

        Raises:
            Failed: it ended otherwise.
            TimeoutError: it did not end in time.
        """
        until = time.monotonic() + timeout
        while job["state"] not in FINAL:
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"Job {job['id']} is still {job['state']}.")
            began = time.monotonic()
            job = self._call("GET", job["urls"]["get"], headers={"Prefer": f"wait={max(1, min(HOLD, int(left)))}"})
            if job["state"] not in FINAL and time.monotonic() - began < 1:  # the service does not hold answers now
                self._sleep(1)
        if job["state"] != "succeeded":
            raise Failed(job)
        return job

    def result(self, article_id: str, **query: str) -> Json:
        """The whole result."""
        return self._call("GET", f"/v1/articles/{article_id}", params=query)

    def quotes(self, article_id: str, **filters: Any) -> Iterator[Json]:
        """The quotes, page by page as needed. Filters: ``kind``, ``source``, ``expert``, ``min_confidence``."""
        return self._pages(f"/v1/articles/{article_id}/quotes", filters)

    def sources(self, article_id: str, **filters: Any) -> Iterator[Json]:
        """The sources, page by page."""
        return self._pages(f"/v1/articles/{article_id}/sources", filters)

    def facts(self, article_id: str, **filters: Any) -> Iterator[Json]:
        """The facts, page by page."""
        return self._pages(f"/v1/articles/{article_id}/facts", filters)

    def find_quotes(self, **query: Any) -> Iterator[Json]:
        """Quotes over all articles: ``q``, ``speaker``, ``affiliation``, ``since``, ``until``."""
        return self._pages("/v1/quotes", query)

    def find_experts(self, **query: Any) -> Iterator[Json]:
        """Experts over all articles: ``q``, ``name``, ``affiliation``."""
        return self._pages("/v1/experts", query)

    def check_quote(self, article_id: str, quotation: str, draft: str | None = None) -> Json:
        """Whether a quotation stands in an article: exact, altered or absent."""
        body = {"quotation": quotation, **({} if draft is None else {"draft": draft})}
        return self._call("POST", f"/v1/articles/{article_id}/quote-checks", json=body)

    def delete(self, article_id: str) -> None:
        """Purge an article."""
        self._call("DELETE", f"/v1/articles/{article_id}")

    def _pages(self, path: str, query: Mapping[str, Any]) -> Iterator[Json]:
        asked = {name: str(value).lower() if isinstance(value, bool) else value for name, value in query.items()}
        cursor: str | None = ""
        while cursor is not None:
            page = self._call("GET", path, params={**asked, **({"cursor": cursor} if cursor else {})})
            yield from page["data"]
            cursor = page["next_cursor"]

    def _call(self, method: str, path: str, **options: Any) -> Json:
        for attempt in range(1, TRIES + 1):
            answer = self._session.request(method, self._url + path, timeout=TIMEOUT, **options)
            if answer.status_code not in AGAIN or attempt == TRIES:
                break
            self._sleep(min(_seconds(answer.headers.get("Retry-After"), attempt), LONGEST_PAUSE))
        if answer.status_code >= requests.codes.bad_request:
            raise Refused(answer.status_code, _problem(answer))
        return dict(answer.json()) if answer.content else {}


def verify_webhook(headers: Mapping[str, str], body: bytes, secret: str) -> Json:
    """Check a webhook's signature and give its message. ``body`` must be the bytes as they came.

    Raises:
        BadSignature: do not trust it.
    """
    signing.verify(headers, body, secret, int(time.time()))
    return dict(json.loads(body))


def main(arguments: list[str] | None = None) -> int:
    """The command line. The exit status: 0, or 1 with a message on standard error."""
    asked = _parser().parse_args(arguments)
    client = Client(asked.url, os.environ.get("QUOTEWIRE_API_KEY"))
    try:
        shown: Json = _submit(client, asked)
    except (Refused, Failed, TimeoutError, requests.RequestException, OSError, UnicodeDecodeError) as error:
        print(f"quotewire: {error}", file=sys.stderr)
        return 1
    print(json.dumps(shown, ensure_ascii=False, indent=2))
    return 0


def _submit(client: Client, asked: argparse.Namespace) -> Json:
    content = sys.stdin.read() if asked.file == "-" else Path(asked.file).read_text(encoding="utf-8-sig")
    given = {"title": asked.title, "language": asked.language, "published_at": asked.published_at}
    given["html" if asked.file.endswith((".html", ".htm")) else "text"] = content
    job = client.submit(**{name: value for name, value in given.items() if value is not None})
    return client.result(client.wait(job)["article_id"]) if asked.wait else job


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m service.client", description="Submit articles to Quotewire.")
    commands = parser.add_subparsers(required=True)
    submit = commands.add_parser("submit", help="submit an article; prints the job, or with --wait the result")
    submit.add_argument("file", help="a text file (UTF-8), a web page (.html), or - for standard input")
    submit.add_argument("--wait", action="store_true", help="wait for the result")
    submit.add_argument("--url", default="http://127.0.0.1:8000", help="where the service is (%(default)s)")
    submit.add_argument("--title")
    submit.add_argument("--language", help="language tag, such as en")
    submit.add_argument("--published-at", help="ISO 8601 date, such as 2024-11-01")
    return parser


def _seconds(retry_after: str | None, attempt: int) -> float:
    return float(retry_after) if retry_after is not None and retry_after.isdecimal() else float(2**attempt)


def _problem(answer: requests.Response) -> Mapping[str, Any]:
    try:
        parsed = answer.json()
    except requests.JSONDecodeError:
        parsed = None
    return parsed if isinstance(parsed, dict) else {"title": answer.reason}


if __name__ == "__main__":
    sys.exit(main())
