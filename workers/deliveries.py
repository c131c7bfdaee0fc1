"""Sends one webhook: guarded, signed, in ten seconds, without following anybody anywhere."""

from __future__ import annotations

import logging
import time
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from core import netguard, signing
from core.netguard import AddressRefused
from core.webhook_secrets import WebhookSecrets
from core.webhooks import Delivery, Outcome, Webhooks
from workers.context import Context
from workers.deadline import DeadlineExceeded, within

log = logging.getLogger("quotewire.webhooks")

LIMIT = 10  # seconds for the whole call
MOST_READ = 65_536  # bytes of the answer
REFUSED = "the address may not be called: it is not public (see QUOTEWIRE_WEBHOOK_ALLOW_PRIVATE)"


def deliver_webhook(context: Context, delivery_id: str) -> None:
    """Try one delivery and note what came of it."""
    webhooks = Webhooks(context.store, context.jobs)
    delivery = webhooks.begin(delivery_id)
    if delivery is None:
        return
    secrets = WebhookSecrets(context.store).active(delivery.newsroom)
    outcome = send(delivery, secrets, allow_private=context.settings.webhook_allow_private)
    state = webhooks.finish(delivery, outcome)
    what = outcome.error or f"status {outcome.status}"
    log.info("webhook %s: try %d, %s, now %s", delivery.id, delivery.attempts, what, state)


def send(delivery: Delivery, secrets: list[str], *, allow_private: bool) -> Outcome:
    """Make the call. Nothing of the answer is kept but its status."""
    body = delivery.payload.encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Quotewire-Webhooks/1",
        **signing.headers(delivery.id, int(time.time()), body, secrets),
    }
    try:
        with within(LIMIT), _session(allow_private) as session:
            return _post(session, delivery.url, body, headers)
    except DeadlineExceeded:
        return Outcome(None, f"no answer within {LIMIT} s")
    except (requests.RequestException, HTTPError) as error:
        if _was_refused(error):
            return Outcome(None, REFUSED, refused=True)
        return Outcome(None, type(error).__name__)


def _post(session: requests.Session, url: str, body: bytes, headers: dict[str, str]) -> Outcome:
    with session.post(url, data=body, headers=headers, allow_redirects=False, stream=True, timeout=LIMIT) as answer:
        answer.raw.read(MOST_READ, decode_content=False)
        asked = answer.headers.get("Retry-After", "")
        return Outcome(answer.status_code, retry_after=int(asked) if asked.isdecimal() and len(asked) < 9 else 0)


def _session(allow_private: bool) -> requests.Session:
    session = requests.Session()
    session.trust_env = False  # no proxy and no .netrc of this machine
    adapter = _GuardedAdapter(allow_private)
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session


class _GuardedAdapter(HTTPAdapter):
    """An adapter whose connections go through :mod:`core.netguard`."""

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Called by requests: our pools instead of urllib3's."""
        allow_private = self._allow_private

        class Plain(HTTPConnection):
            def _new_conn(self) -> Any:
                return netguard.connect(self.host, self.port or 80, LIMIT, allow_private=allow_private)

        class Secure(HTTPSConnection):
            def _new_conn(self) -> Any:
                return netguard.connect(self.host, self.port or 443, LIMIT, allow_private=allow_private)

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = Secure

        self.poolmanager = PoolManager(num_pools=1, maxsize=1)
        self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}


def _was_refused(error: BaseException) -> bool:
    """Whether the guard's refusal stands somewhere behind an error of requests."""
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        if isinstance(one, AddressRefused):
            return True
        seen.add(id(one))
        inner = [part for part in (*one.args, getattr(one, "reason", None)) if isinstance(part, BaseException)]
        waiting += [one.__cause__, one.__context__, *inner]
    return False
