"""``flask --app service webhooks secret|rotate``: the secrets that sign webhooks, by command line."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup

from core.webhook_secrets import OVERLAP, WebhookSecrets

from .services import services

webhooks = AppGroup("webhooks", help="Show and exchange the secrets that sign webhooks.")


def install(app: Flask) -> None:
    """Add the commands to the application."""
    app.cli.add_command(webhooks)


@webhooks.command("secret")
@click.option("--newsroom", default="local", show_default=True, help="Whose webhooks it signs.")
def secret(newsroom: str) -> None:
    """Print the secret; it is made if there is none yet."""
    click.echo(WebhookSecrets(services().store).current(newsroom))


@webhooks.command("rotate")
@click.option("--newsroom", default="local", show_default=True, help="Whose webhooks it signs.")
def rotate(newsroom: str) -> None:
    """Make a new secret and print it; for a day, the old one signs too."""
    click.echo(f"Webhooks carry the old signature too for {OVERLAP // 3600} hours.", err=True)
    click.echo(WebhookSecrets(services().store).rotate(newsroom))
