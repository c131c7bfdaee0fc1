"""How gunicorn serves the API: threads, and only for requests that have come in completely (:mod:`service.front`)."""

from __future__ import annotations

import os
from typing import Any

from core import settings
from service import quick, waiting
from service.gathering import Limits
from service.lane import Lane

_settings = settings.load(os.environ)

bind = f"{_settings.host}:{_settings.port}"
worker_class = "service.front.GatheringWorker"
workers = _settings.api_processes
threads = _settings.api_threads
preload_app = True  # the processes share the code's memory, and a wrong setting stops the start
worker_connections = 1_000  # a process; beyond that, who has waited longest goes
timeout = 60
graceful_timeout = 20
keepalive = 15
limit_request_line = 8190
limit_request_fields = 64
control_socket_disable = True
accesslog = None  # service.access_log writes it
loglevel = "warning"
# gunicorn's own lines go where ours go, in the same form (service/wsgi.py sets the root logger up).
logconfig_dict = {
    "root": {"level": "WARNING", "handlers": []},
    "loggers": {"gunicorn.error": {"level": "WARNING", "handlers": [], "propagate": True}},
    "handlers": {},
    "formatters": {},
}


def post_worker_init(worker: Any) -> None:
    """In each API process: the bounds of a body, the quick lane, and let those who wait see when it is to stop."""
    worker.limits = Limits(acceptable=max(_settings.max_body_bytes, _settings.max_batch_bytes))
    ways = quick.of(worker.wsgi)
    encrypted = worker.cfg.is_ssl or _settings.redis_url.startswith("rediss:")  # TLS may block where no loop can wait
    worker.lane = None if ways is None or encrypted else Lane(worker, ways, _settings.redis_timeout)
    waiting.serve_while(worker.wsgi, lambda: bool(worker.alive))
