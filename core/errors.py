"""Every exception that Quotewire raises on purpose.

    QuotewireError
    ├── SettingsError              a setting is missing, malformed or contradicts another
    ├── NotFound                   no such thing for this newsroom
    │   ├── JobNotFound
    │   ├── ArticleNotFound
    │   ├── DeliveryNotFound
    │   ├── BatchNotFound
    │   └── KeyNotFound
    ├── NoResult                   the article exists, its result does not
    │   ├── NotReady               its job is queued or running
    │   └── NeverReady             its job failed or was canceled
    ├── KeyUnknown                 an API key that is unknown or was revoked
    ├── KeyNeeded                  no API key, although there are some
    ├── QueueFull                  admission refused, try again later
    │   └── StorageFull            because Redis is nearly full
    ├── IdempotencyError           an idempotency key cannot be used for this request
    │   ├── IdempotencyKeyInUse    another try with it is going on
    │   └── IdempotencyKeyReused   it was used for another request
    ├── StaleAttempt               another attempt at this job has taken over, or it ended meanwhile
    ├── ForbiddenTask              a queue entry names something that is not on the list of tasks
    └── JobFailure                 an extraction that cannot succeed; carries the reason shown to the client

The engine has a tree of its own (``workers.extraction.errors``), rooted in ``ValueError``.
"""

from __future__ import annotations


class QuotewireError(Exception):
    """The root: catch it to catch whatever Quotewire itself raises."""


class SettingsError(QuotewireError):
    """A setting is missing, malformed or contradicts another. The message says which and what to do."""


class NotFound(QuotewireError):
    """No such thing for this newsroom (also when another newsroom has it)."""


class JobNotFound(NotFound):
    """No job has this id."""


class ArticleNotFound(NotFound):
    """No article has this id, or it was purged or has expired."""


class BatchNotFound(NotFound):
    """No batch has this id."""


class KeyNotFound(NotFound):
    """No API key has this id."""


class DeliveryNotFound(NotFound):
    """No webhook delivery has this id, or it has expired."""


class KeyUnknown(QuotewireError):
    """No API key has this secret, or it was revoked."""


class KeyNeeded(QuotewireError):
    """A request without an API key, although there are some."""


class NoResult(QuotewireError):
    """The article exists, its result does not."""

    def __init__(self, job_id: str, state: str) -> None:
        super().__init__(f"Job {job_id} is {state}; there is no result.")
        self.job_id = job_id
        self.state = state


class NotReady(NoResult):
    """The job is queued or running: the result may come."""


class NeverReady(NoResult):
    """The job failed or was canceled: the result will not come."""


class QueueFull(QuotewireError):
    """Too many jobs, or too many bytes of text, wait already."""

    def __init__(self, what: str, limit: int) -> None:
        super().__init__(f"The queue is full ({limit:,} {what} wait).")
        self.what = what
        self.limit = limit


class StorageFull(QueueFull):
    """Redis is nearly full: what was accepted needs the rest."""

    def __init__(self, limit: int) -> None:
        super().__init__("bytes of memory", limit)
        self.args = (f"The storage is nearly full: more than {limit:,} bytes of memory are used.",)


class IdempotencyError(QuotewireError):
    """An idempotency key cannot be used for this request."""


class IdempotencyKeyInUse(IdempotencyError):
    """Another request with this key is being carried out at this moment."""


class IdempotencyKeyReused(IdempotencyError):
    """The key was used for another request within the last day."""


class StaleAttempt(QuotewireError):
    """Another attempt at this job has taken over, or the job has ended meanwhile: drop the work."""


class ForbiddenTask(QuotewireError):
    """A queue entry names something that is not on the list of tasks."""


class JobFailure(QuotewireError):
    """An extraction that would fail again however often it is tried.

    ``code`` is stable and for programs, the message is for people.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
