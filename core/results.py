"""Articles, their texts and their results."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from . import clock, indexing, keys
from .errors import ArticleNotFound, NeverReady, NotReady, StaleAttempt
from .jobs import Attempt, Jobs
from .records import Article
from .store import Argument, Store

LEVEL = 1  # the quickest: a news text shrinks to less than half already
WRAPPED = 0  # zlib's form, and nothing shrunk: for a text that waits to be read


def deflate(text: str) -> bytes:
    """UTF-8, deflated."""
    return zlib.compress(text.encode("utf-8"), LEVEL)


def wrap(data: bytes) -> bytes:
    """The same form in no time, and no shorter."""
    return zlib.compress(data, WRAPPED)


def inflate(blob: bytes) -> str:
    """The text that was deflated or wrapped."""
    return zlib.decompress(blob).decode("utf-8")


@dataclass(frozen=True, slots=True)
class Read:
    """What came of an article: the result (:meth:`workers.extraction.types.Extraction.to_dict`), the id of the engine
    that made it, and the text it is about: what was submitted, or the main text of the web page that was. (``None``
    leaves the text as it lies there.)
    ``counted`` is added to the metrics, if the result is saved.
    """

    result: dict[str, Any]
    engine: str
    text: str | None = None
    counted: Mapping[str, float] = field(default_factory=dict)


class Results:
    """Articles, texts and results in Redis. ``ttl`` (seconds) is how long they live."""

    def __init__(self, store: Store, *, ttl: int) -> None:
        self.store = store
        self.ttl = ttl

    def article(self, article_id: str, newsroom: str | None = None) -> Article:
        """Look an article up; with ``newsroom``, only among that newsroom's.

        Raises:
            ArticleNotFound: no such article, or it was purged or has expired.
        """
        fields = self.store.client.hgetall(keys.article(article_id))
        if not fields:
            raise ArticleNotFound(article_id)
        article = Article.from_hash(fields)  # type: ignore[arg-type]  # undecoded answers: bytes
        if newsroom is not None and article.newsroom != newsroom:
            raise ArticleNotFound(article_id)
        return article

    def text(self, article_id: str) -> str:
        """The text that offsets refer to: as submitted, or the main text of the page once that was found.

        Raises:
            ArticleNotFound: purged or expired.
        """
        blob = self._get(keys.text(article_id))
        if blob is None:
            raise ArticleNotFound(article_id)
        return inflate(blob)

    def result(self, article: Article, jobs: Jobs) -> dict[str, Any]:
        """The engine's result, as :meth:`workers.extraction.types.Extraction.to_dict` gave it.

        Raises:
            NotReady, NeverReady: there is none yet, or never will be.
            ArticleNotFound: it has expired this very moment.
        """
        blob = self._get(keys.result(article.id))
        if blob is not None:
            loaded: dict[str, Any] = json.loads(inflate(blob))
            return loaded
        job = jobs.get(article.job_id)
        if job.state == "succeeded":
            raise ArticleNotFound(article.id)
        raise (NeverReady if job.final else NotReady)(job.id, job.state)

    def save(self, attempt: Attempt, article: Article, read: Read) -> None:
        """Save a result, index it and end its job as ``succeeded``, if the attempt still counts.

        Raises:
            StaleAttempt: it does not; nothing was written.
        """
        job_id, result, text = article.job_id, read.result, read.text
        names = [
            keys.job(job_id),
            keys.events(job_id),
            keys.active(),
            keys.active_bytes(),
            keys.article(article.id),
            keys.text(article.id),
            keys.result(article.id),
            keys.cache(article.newsroom, article.digest),
            keys.index(article.newsroom),
            keys.index_expiry(),
            keys.metrics(),
        ]
        blob = deflate(json.dumps(result, ensure_ascii=False, separators=(",", ":")))
        args: list[Argument] = [attempt.number, job_id, clock.to_millis(clock.now()), self.ttl, blob, read.engine]
        args += [article.id, indexing.pack(result), indexing.moment_of(article, result["article"]["published_at"])]
        args += ["" if text is None else deflate(text), result["article"]["published_at"] or ""]
        args += [part for counted in read.counted.items() for part in counted]
        if not self.store.run("succeed", names, args):
            raise StaleAttempt(job_id)

    def purge(self, article: Article) -> bool:
        """Forget an article: text, result and every way to find it. Whether anything was there."""
        names = [
            keys.article(article.id),
            keys.text(article.id),
            keys.result(article.id),
            keys.cache(article.newsroom, article.digest),
            keys.index(article.newsroom),
            keys.index_expiry(),
        ]
        return bool(self.store.run("purge", names, [article.engine or "", article.job_id, article.id]))

    def _get(self, key: str) -> bytes | None:
        blob = self.store.client.get(key)
        return blob if isinstance(blob, bytes) else None
