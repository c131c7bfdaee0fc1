"""What keeps the stack from running, in words for the person at the terminal."""

from __future__ import annotations

from core.errors import QuotewireError


class CannotRun(QuotewireError):
    """The message says what is wrong and what to do."""
