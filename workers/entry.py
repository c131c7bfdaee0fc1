"""What may lie in the queue: a task's name and an id, nothing else."""

from __future__ import annotations

import logging
from typing import Any

from rq.exceptions import NoSuchJobError
from rq.job import Job as RqJob

from core.errors import ForbiddenTask
from workers.context import Context
from workers.tasks import TASKS

log = logging.getLogger("quotewire.worker")


class QueueEntry(RqJob):
    """RQ's job, reduced to what we put into the queue: a task's name and an id."""

    context: Context | None = None

    def restore(self, raw_data: Any) -> None:
        """Read the entry from Redis; refuse it unless it is one of ours.

        Raises:
            NoSuchJobError: it is not. RQ then passes over it.
        """
        try:
            super().restore(raw_data)
            self._check()
        except NoSuchJobError:
            raise
        except Exception as error:  # whatever a forged entry makes RQ's parser raise
            log.warning("queue entry refused: %s", type(error).__name__)
            raise NoSuchJobError("not an entry of ours") from error

    def _check(self) -> None:
        args = self.args
        if self.func_name not in TASKS or self.kwargs or len(args) != 1 or args[0] != self.id or self.instance:
            raise ForbiddenTask("names no task of ours")
        if self.timeout is None or self.timeout <= 0:
            raise ForbiddenTask("has no time limit")
        named = self._success_callback_name, self._failure_callback_name, self._stopped_callback_name
        if any(named) or self.webhooks or self._dependency_ids or self.repeats_left or self.group_id:
            raise ForbiddenTask("asks for more than a task")

    def _execute(self) -> None:
        if self.context is None or self.func_name is None:
            raise ForbiddenTask("is run outside a worker of ours")
        TASKS[self.func_name](self.context, self.id)
