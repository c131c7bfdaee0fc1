"""core.entries: what we write for RQ is what RQ would write."""

from __future__ import annotations

import zlib

from rq.utils import utcformat, utcparse

from core import clock
from core import store as stores
from core.entries import Entries, rq_entry
from core.records import Article, Options
from core.settings import Settings
from core.store import Store


def test_an_entry_is_as_rq_would_write_it() -> None:
    settings = Settings()
    store = Store(stores.connect(settings))  # asked for nothing
    article = Article("art_1", "job_1", "sport", "digest", 12_345, clock.now(), Options())
    wanted = rq_entry(store, settings, article).to_dict()
    flat = Entries(store, settings).flat("job_1", 12_345)
    made = dict(zip(flat[::2], flat[1::2], strict=True))
    moments = {"created_at", "enqueued_at"}
    made["data"], wanted["data"] = zlib.decompress(made["data"]), zlib.decompress(wanted["data"])
    assert {name: made[name] for name in made.keys() - moments} == {
        name: wanted[name] for name in wanted.keys() - moments
    }
    assert all(utcformat(utcparse(made[name])) == made[name] for name in moments)
