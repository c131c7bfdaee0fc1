"""core.signing: against the reference implementation of Standard Webhooks."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from core import signing
from core.signing import BadSignature

BODY = '{"type": "job.succeeded", "data": {"external_id": "blåbær"}}'.encode()


def test_the_reference_implementation_accepts_it() -> None:
    old, new = signing.new_secret(), signing.new_secret()
    headers = signing.headers("msg_1", int(time.time()), BODY, [new, old])
    for secret in (old, new):
        assert Webhook(secret).verify(BODY, headers)["type"] == "job.succeeded"
    with pytest.raises(WebhookVerificationError):
        Webhook(signing.new_secret()).verify(BODY, headers)


def test_it_accepts_the_reference_implementation() -> None:
    secret, now = signing.new_secret(), int(time.time())
    signature = Webhook(secret).sign("msg_1", datetime.fromtimestamp(now, UTC), BODY.decode())
    fields = {"Webhook-Id": "msg_1", "Webhook-Timestamp": str(now), "Webhook-Signature": f"v1a,xx {signature}"}
    signing.verify(fields, BODY, secret, now)


@pytest.mark.parametrize(
    ("change", "body", "later"),
    [
        ({}, BODY + b" ", 0),
        ({"webhook-id": "msg_2"}, BODY, 0),
        ({"webhook-timestamp": "1"}, BODY, 0),
        ({"webhook-timestamp": "soon"}, BODY, 0),
        ({"webhook-signature": ""}, BODY, 0),
        ({"webhook-signature": "v2,AAAA"}, BODY, 0),
        ({"webhook-signature": "v1,ÆØÅ"}, BODY, 0),
        ({}, BODY, signing.TOLERANCE + 1),
        ({}, BODY, -signing.TOLERANCE - 1),
    ],
)
def test_what_is_not_genuine_is_refused(change: dict[str, str], body: bytes, later: int) -> None:
    secret, now = signing.new_secret(), int(time.time())
    fields = {**signing.headers("msg_1", now, BODY, [secret]), **change}
    with pytest.raises(BadSignature):
        signing.verify(fields, body, secret, now + later)


def test_a_secret_that_is_none_is_named() -> None:
    with pytest.raises(BadSignature, match="whsec_"):
        signing.verify(signing.headers("m", 1, BODY, [signing.new_secret()]), BODY, "secret!", 1)
