"""/v1/webhook-deliveries"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from core import ids
from core.apikeys import WEBHOOKS
from core.clock import rfc3339
from core.errors import DeliveryNotFound
from core.webhooks import Delivery, Webhooks

from ..auth import caller
from ..cursors import BadCursor, bad_cursor
from ..operations import Answer, Operation, operation
from ..problems import Problem
from ..queries import read_query
from ..responses import answer, next_link
from ..schemas.delivery import DeliveriesSchema, DeliverySchema, DeliverySearchSchema
from ..services import services
from ..views.parts import paginate

blueprint = Blueprint("webhooks", __name__, url_prefix="/v1/webhook-deliveries")

PAGED = {"Link": 'The next page, rel="next" (RFC 8288); absent on the last.'}


@blueprint.get("")
@operation(
    Operation(
        answers={200: Answer("The deliveries.", DeliveriesSchema, PAGED)},
        problems=("invalid-fields", "storage-unavailable"),
        query=DeliverySearchSchema,
        scope=WEBHOOKS,
    )
)
def list_deliveries() -> Response:
    """The webhooks of this newsroom, the newest first.

    `state=dead` lists those that were given up. They are remembered for 30 days.
    """
    asked = read_query(DeliverySearchSchema())
    found = [each for each in _webhooks().newest(caller().newsroom) if asked["state"] in (None, each.state)]
    try:
        page = paginate(found, asked["limit"], asked["cursor"], f"{caller().newsroom} {asked['state']}")
    except BadCursor:
        raise bad_cursor() from None
    members = {"total": page.total, "next_cursor": page.next_cursor, "data": [_describe(each) for each in page.items]}
    response = answer(DeliveriesSchema(), members, Cache_Control="private, no-cache")
    if page.next_cursor is not None:
        response.headers["Link"] = next_link(page.next_cursor)
    return response


@blueprint.get("/<delivery_id>")
@operation(
    Operation(
        answers={200: Answer("The delivery.", DeliverySchema)},
        problems=("delivery-not-found", "storage-unavailable"),
        scope=WEBHOOKS,
    )
)
def get_delivery(delivery_id: str) -> Response:
    """What became of a webhook."""
    return answer(DeliverySchema(), _describe(_find(delivery_id)), Cache_Control="private, no-cache")


@blueprint.post("/<delivery_id>/replay")
@operation(
    Operation(
        answers={202: Answer("The delivery, to be tried again.", DeliverySchema)},
        problems=("delivery-not-found", "not-ended", "storage-unavailable", "storage-full"),
        scope=WEBHOOKS,
    )
)
def replay_delivery(delivery_id: str) -> Response:
    """Send a webhook again that has ended.

    The same message with the same `webhook-id`, and the whole schedule of tries.
    """
    delivery = _find(delivery_id)
    if delivery.state == "pending":
        raise Problem("not-ended", "This webhook is still being tried.")
    return answer(DeliverySchema(), _describe(_webhooks().replay(delivery)), 202)


def _webhooks() -> Webhooks:
    return Webhooks(services().store, services().jobs)


def _find(delivery_id: str) -> Delivery:
    if not ids.is_id(delivery_id, "msg"):
        raise DeliveryNotFound(delivery_id)
    return _webhooks().get(delivery_id, caller().newsroom)


def _describe(delivery: Delivery) -> dict[str, Any]:
    return {
        "id": delivery.id,
        "url": delivery.url,
        "type": delivery.type,
        "state": delivery.state,
        "attempts": delivery.attempts,
        "created_at": rfc3339(delivery.created_at),
        "next_at": delivery.next_at and rfc3339(delivery.next_at),
        "ended_at": delivery.ended_at and rfc3339(delivery.ended_at),
        "status": delivery.status,
        "error": delivery.error,
    }
