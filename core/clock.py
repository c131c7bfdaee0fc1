"""Time, in one place: UTC, milliseconds, RFC 3339."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def now() -> datetime:
    """The current time, UTC, cut to whole milliseconds so that it survives being stored."""
    return from_millis(to_millis(datetime.now(UTC)))


def to_millis(moment: datetime) -> int:
    """Milliseconds since 1970, the form in which Redis holds every time."""
    return (moment - EPOCH) // MILLISECOND


def from_millis(millis: int) -> datetime:
    """The inverse of :func:`to_millis`."""
    return datetime.fromtimestamp(millis // 1000, UTC).replace(microsecond=millis % 1000 * 1000)


def rfc3339(moment: datetime) -> str:
    """For example ``2024-11-01T19:20:00.123Z``."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
