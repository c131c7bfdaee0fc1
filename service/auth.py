"""Who is asking. Without API keys there is one caller, the newsroom on this machine."""

from __future__ import annotations

from dataclasses import dataclass

LOCAL_NEWSROOM = "local"


@dataclass(frozen=True, slots=True)
class Caller:
    """The newsroom on whose behalf a request acts. One newsroom never sees another's jobs or articles."""

    newsroom: str


def caller() -> Caller:
    """The caller of this request."""
    return Caller(LOCAL_NEWSROOM)
