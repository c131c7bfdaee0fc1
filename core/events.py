"""What has happened to a job, change by change: the stream that ``change()`` in ``core/lua/_common.lua`` writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from . import keys
from .records import FINAL
from .settings import Settings
from .store import Store


@dataclass(frozen=True, slots=True)
class Change:
    """The job as it was in this ``version``."""

    version: int
    state: str
    attempt: int
    stage: str | None
    share: float

    @property
    def final(self) -> bool:
        """Whether the job had ended with that."""
        return self.state in FINAL


class Events:
    """The changes of jobs in Redis; the newest hundred of each are kept, as long as the job's record."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.longest = settings.redis_timeout / 2  # seconds Redis may keep us waiting, well before we give it up

    def since(self, job_id: str, version: int, wait: float) -> list[Change]:
        """The changes after ``version``, oldest first. Waits for one up to ``wait`` seconds, but not longer than
        ``longest``: an empty list says only that there was none yet.
        """
        millis = int(min(wait, self.longest) * 1000)
        name = keys.events(job_id)
        answer: Any = self.store.client.xread({name: f"{version}-0"}, block=millis if millis > 0 else None)
        streams = answer.items() if isinstance(answer, dict) else answer or ()  # RESP3 gives a map
        return [_change(entry) for _, entries in streams for entry in _flat(entries)]


def _flat(entries: Any) -> Any:
    """RESP3 wraps a stream's entries in one more list."""
    return entries[0] if len(entries) == 1 and isinstance(entries[0], list) else entries


def _change(entry: tuple[bytes, dict[bytes, bytes]]) -> Change:
    name, fields = entry
    return Change(
        version=int(name.split(b"-")[0]),
        state=fields[b"state"].decode(),
        attempt=int(fields[b"attempt"]),
        stage=fields[b"stage"].decode() or None,
        share=float(fields[b"share"]),
    )
