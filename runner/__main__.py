"""``python -m runner run`` and ``python -m runner demo [--once]``."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

from core.errors import QuotewireError

from . import demo
from .stack import Stack


class _Asked(Exception):
    """Somebody asked us to stop."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the stack. The exit status: 0, or 1 with a message on standard error."""
    parser = argparse.ArgumentParser(prog="python -m runner", description="Quotewire on this machine.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="start everything and keep it running")
    show = commands.add_parser("demo", help="start everything and read the seed article")
    show.add_argument("--once", action="store_true", help="stop after the result is printed")
    chosen = parser.parse_args(arguments)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _ask)
    try:
        return _demo(once=chosen.once) if chosen.command == "demo" else _run()
    except _Asked:
        return 0
    except QuotewireError as error:
        print(f"\nQuotewire cannot run. {error}", file=sys.stderr)
        return 1


def _run() -> int:
    with Stack(os.environ, quiet=False) as stack:
        print(
            f"Quotewire answers on {stack.url} (Ctrl-C stops it). Data and Redis' log are in {stack.var}.", flush=True
        )
        _keep(stack)
    return 0


def _demo(*, once: bool) -> int:
    print("Starting Redis, two workers and the API ...", flush=True)
    with Stack(os.environ, quiet=True) as stack:
        demo.show(stack.url)
        if not once:
            print("\nThe service keeps running; Ctrl-C stops it.", flush=True)
            _keep(stack)
    return 0


def _keep(stack: Stack) -> None:
    try:
        stack.watch()
    except _Asked:
        print("\nStopping; workers finish what they read ...", flush=True)


def _ask(number: int, frame: FrameType | None) -> None:
    for again in (signal.SIGINT, signal.SIGTERM):
        signal.signal(again, signal.SIG_IGN)
    raise _Asked


if __name__ == "__main__":
    sys.exit(main())
