"""What clients send."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from marshmallow import ValidationError, fields, post_load, validate, validates, validates_schema

from core.netguard import is_public, literal
from core.records import PRIORITIES, Options

from .base import Strict

INCLUDE = ("attitudes",)
MAX_METADATA = 16_384  # bytes of JSON
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,7}")
WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)


def _check_moment(value: str) -> None:
    try:
        if len(value) == len("2024-11-01"):
            date.fromisoformat(value)
        else:
            datetime.fromisoformat(value)
    except ValueError:
        raise ValidationError("Not an ISO 8601 date or date-time, such as 2024-11-01.") from None


def _check_web_address(value: str) -> None:
    if WEB_ADDRESS.fullmatch(value) is None:
        raise ValidationError("Not a web address (http or https).")


def _check_callback(value: str) -> None:
    _check_web_address(value)
    parts = urlsplit(value)
    try:
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        port_is_fine = False
    if not parts.hostname or not port_is_fine or parts.username is not None or parts.password is not None:
        raise ValidationError("Not an address that can be called: it needs a host, and no user name or password.")


def _check_language(value: str) -> None:
    if LANGUAGE.fullmatch(value) is None:
        raise ValidationError("Not a language tag (BCP 47), such as en or en-GB.")


def callback_field(purpose: str) -> fields.String:
    """The address of a webhook."""
    return fields.String(
        load_default=None,
        allow_none=True,
        validate=[validate.Length(max=2_048), _check_callback],
        metadata={
            "description": f"{purpose} See `webhooks`. http or https, no user name or password.",
            "format": "uri",
            "example": "https://cms.example/hooks/quotewire",
        },
    )


def check_callback_host(address: str | None, *, private_allowed: bool) -> None:
    """Refuse an address that is private by its looks. (What it resolves to is checked when it is called.)

    Raises:
        ValidationError: it is.
    """
    host = (urlsplit(address or "").hostname or "").removesuffix(".")
    found = literal(host)
    inside = host == "localhost" or host.endswith(".localhost") or (found is not None and not is_public(found))
    if inside and not private_allowed:
        raise ValidationError("This address is not public; the service is set up not to call such addresses.")


class DescriptionSchema(Strict):
    """What may be said about an article beside its text."""

    title = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=1_000),
        metadata={"description": "The headline.", "example": "Creeping closer"},
    )
    url = fields.String(
        load_default=None,
        allow_none=True,
        validate=[validate.Length(max=2_048), _check_web_address],
        metadata={"description": "Where the article is published. It is not fetched.", "format": "uri"},
    )
    language = fields.String(
        load_default=None,
        allow_none=True,
        validate=_check_language,
        metadata={"description": "Language tag (BCP 47) of the text, where you know it.", "example": "en"},
    )
    published_at = fields.String(
        load_default=None,
        allow_none=True,
        validate=_check_moment,
        metadata={
            "description": 'When the article was published (ISO 8601 date or date-time): what "yesterday" counts from.',
            "example": "2024-11-01",
        },
    )
    external_id = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(min=1, max=200),
        metadata={"description": "Your own id of the article, given back as it is.", "example": "cms-4711"},
    )
    include = fields.List(
        fields.String(validate=validate.OneOf(INCLUDE)),
        load_default=list,
        validate=validate.Length(max=len(INCLUDE)),
        metadata={"description": "What to add to the result. attitudes: stances that no newsroom calls a quote."},
    )

    callback_url = callback_field("Called once the job has ended.")

    priority = fields.String(
        load_default=None,
        allow_none=False,
        validate=validate.OneOf(PRIORITIES),
        metadata={
            "description": "What goes first in the queue. Without it: normal; low in a batch. An article is overtaken "
            "only by more urgent ones that come in within ten minutes (low: an hour) after it.",
            "example": "normal",
        },
    )

    def __init__(self, *, private_callbacks: bool = True) -> None:
        super().__init__()
        self.private_callbacks = private_callbacks

    @validates("callback_url")
    def _check_callback_host(self, value: str | None, data_key: str) -> None:
        check_callback_host(value, private_allowed=self.private_callbacks)

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        text, page = data.pop("text", None), data.pop("html", None)
        if page is not None:
            text, data["form"] = page, "html"
        data["include"] = tuple(sorted(set(data["include"])))
        priority = data.pop("priority")
        return {"text": text, "priority": priority, "options": Options(**data)}


class ArticleRequestSchema(DescriptionSchema):
    """An article as JSON."""

    text = fields.String(
        metadata={
            "minLength": 1,
            "pattern": r"\S",
            "description": "The article's plain text, or leave it out and send `html`. Offsets in the result count "
            "Unicode code points of this text.",
            "example": "“Sales rose by 12 percent,” said Ana Pérez, an economist at Lund University.",
        },
    )
    metadata = fields.Dict(
        keys=fields.String(),
        values=fields.Raw(allow_none=True),
        load_default=dict,
        metadata={"description": "Anything of yours (up to 16 kB of JSON), given back as it is."},
    )

    html = fields.String(
        metadata={
            "minLength": 1,
            "pattern": r"\S",
            "description": "The article's web page instead of its text. Its main text is found and returned as "
            "article.text; offsets count there.",
        }
    )

    def __init__(self, max_characters: int = 0, *, private_callbacks: bool = True) -> None:
        super().__init__(private_callbacks=private_callbacks)
        self.max_characters = max_characters

    @validates_schema
    def _check_form(self, data: dict[str, Any], **_: Any) -> None:
        if ("text" in data) == ("html" in data):
            raise ValidationError("Give either text or html.", "text")

    @validates("html")
    def _check_html(self, value: str, data_key: str) -> None:
        check_text(value, 0)

    @validates("text")
    def _check_text(self, value: str, data_key: str) -> None:
        check_text(value, self.max_characters)

    @validates("metadata")
    def _check_metadata(self, value: dict[str, Any], data_key: str) -> None:
        if len(json.dumps(value).encode()) > MAX_METADATA:
            raise ValidationError(f"More than {MAX_METADATA:,} bytes of JSON.")


class TextQuerySchema(DescriptionSchema):
    """The same as query parameters, beside a text/plain body."""


@cache
def article_schema(max_characters: int, private_callbacks: bool) -> ArticleRequestSchema:
    """The schema of an article as JSON; making one takes longer than reading with it."""
    return ArticleRequestSchema(max_characters, private_callbacks=private_callbacks)


PLAIN = frozenset({"text", "title", "url", "language", "published_at", "external_id"})


def read_plain(schema: ArticleRequestSchema, given: Any) -> dict[str, Any] | None:
    """What the schema gives for the plainest of requests, in a tenth of the time: a text and simple things about it,
    all as they should be. ``None`` for any other; then the schema is to be asked.
    """
    if not isinstance(given, dict) or "text" not in given or not PLAIN.issuperset(given):
        return None
    try:
        for name, value in given.items():
            if type(value) is not str:
                return None
            for check in schema.fields[name].validators:
                check(value)
        check_text(given["text"], schema.max_characters)
    except ValidationError:
        return None
    about = {name: value for name, value in given.items() if name != "text"}
    return {"text": given["text"], "priority": None, "options": Options(**about)}


@cache
def query_schema(private_callbacks: bool) -> TextQuerySchema:
    """The schema of the query beside a bare text."""
    return TextQuerySchema(private_callbacks=private_callbacks)


def check_text(text: str, max_characters: int) -> None:
    """An article must say something, and not too much.

    Raises:
        ValidationError: it does not.
    """
    if not text or text.isspace():
        raise ValidationError("The text is empty.")
    if max_characters and len(text) > max_characters:
        raise ValidationError(f"The text has {len(text):,} characters; at most {max_characters:,} are read at a time.")
