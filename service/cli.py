"""``flask --app service keys create|list|revoke``: the API keys, by command line."""

from __future__ import annotations

import re

import click
from flask import Flask
from flask.cli import AppGroup
from redis.exceptions import RedisError

from core import apikeys, logs
from core.apikeys import ApiKey, NewKey
from core.clock import rfc3339
from core.errors import KeyNotFound

from .services import services

NEWSROOM = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
LONGEST_NAME = 100
keys = AppGroup("keys", help="Make, list and revoke API keys.")


def install(app: Flask) -> None:
    """Add the commands to the application."""
    app.cli.add_command(keys)


def _newsroom(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if NEWSROOM.fullmatch(value) is None:
        raise click.BadParameter("use lower-case letters, digits and hyphens, such as sports-desk")
    return value


@keys.command("create")
@click.option("--newsroom", required=True, callback=_newsroom, help="Whose articles the key opens.")
@click.option("--name", required=True, help="What the key is for, such as cms-production.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice(list(apikeys.SCOPES)),
    help="What the key may do; repeat it for more. Without it: everything.",
)
@click.option("--rate", type=click.IntRange(1, 1_000_000), help="Requests a minute, if not as configured.")
def create(newsroom: str, name: str, scopes: tuple[str, ...], rate: int | None) -> None:
    """Make a key and print it, this once."""
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise click.BadParameter(f"use 1 to {LONGEST_NAME} printable characters", param_hint="--name")
    wanted = NewKey(newsroom, name, frozenset(scopes or apikeys.SCOPES), rate)
    try:
        key, secret = services().api_keys.create(wanted)
    except RedisError as error:
        raise _unreachable(error) from None
    click.echo(f"{key.id}  {key.newsroom}  {key.name}  {' '.join(sorted(key.scopes))}", err=True)
    click.echo("Keep this key safe; it is not shown again:", err=True)
    click.echo(secret)


@keys.command("list")
def show() -> None:
    """List all keys, without their secrets."""
    try:
        found = services().api_keys.list()
    except RedisError as error:
        raise _unreachable(error) from None
    if not found:
        click.echo("There are no keys: only this machine itself is served.", err=True)
    for key in found:
        click.echo(_line(key))


@keys.command("revoke")
@click.argument("key_id")
def revoke(key_id: str) -> None:
    """Refuse a key from now on."""
    try:
        click.echo(_line(services().api_keys.revoke(key_id)))
    except KeyNotFound:
        raise click.ClickException(f"No key has the id {key_id}. `flask --app service keys list` shows them.") from None
    except RedisError as error:
        raise _unreachable(error) from None


def _line(key: ApiKey) -> str:
    state = "active" if key.revoked_at is None else f"revoked {rfc3339(key.revoked_at)}"
    rate = "" if key.rate is None else f"  {key.rate}/min"
    scopes = " ".join(sorted(key.scopes))
    return f"{key.id}  …{key.hint}  {state}  {key.newsroom}  {key.name}  {scopes}{rate}"


def _unreachable(error: RedisError) -> click.ClickException:
    url = logs.without_password(services().settings.redis_url)
    return click.ClickException(
        f"Redis at {url} does not answer ({type(error).__name__}). Set QUOTEWIRE_REDIS_URL; "
        "beside `make run` it is unix://$PWD/var/redis.sock."
    )
