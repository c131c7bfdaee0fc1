"""What is answered to bytes that are no request: a problem, as all refusals are (RFC 9457), but without Flask."""

from __future__ import annotations

import json

from gunicorn.http.errors import (
    ExpectationFailed,
    InvalidResponseHeader,
    InvalidResponseHeaderName,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
    UnsupportedTransferCoding,
)

from .problems import MEDIA_TYPE

TITLES = {
    400: "Bad Request",
    408: "Request Timeout",
    414: "URI Too Long",
    417: "Expectation Failed",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    501: "Not Implemented",
    503: "Service Unavailable",
}


def status_of(error: BaseException) -> int:
    """The status with which a request that is no HTTP is answered."""
    if isinstance(error, LimitRequestLine):
        return 414
    if isinstance(error, LimitRequestHeaders):
        return 431
    if isinstance(error, ExpectationFailed):
        return 417
    if isinstance(error, UnsupportedTransferCoding):
        return 501
    ours = isinstance(error, InvalidResponseHeader | InvalidResponseHeaderName)
    return 400 if isinstance(error, ParseException) and not ours else 500


def plain_answer(status: int, detail: str) -> bytes:
    """An answer that is given before there is a request: a problem, as all others are (RFC 9457)."""
    members = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": detail}
    body = json.dumps(members).encode()
    retry = "Retry-After: 5\r\n" if status == 503 else ""
    head = (
        f"HTTP/1.1 {status} {TITLES[status]}\r\nContent-Type: {MEDIA_TYPE}\r\nContent-Length: {len(body)}\r\n"
        f"Cache-Control: no-store\r\n{retry}Connection: close\r\n\r\n"
    )
    return head.encode() + body
