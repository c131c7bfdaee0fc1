"""The settings, and the only place that reads the environment.

Each field of :class:`Settings` is one variable, ``QUOTEWIRE_`` and its name in capitals. A secret may be given as a
file instead (``QUOTEWIRE_REDIS_PASSWORD_FILE``). An unknown ``QUOTEWIRE_`` variable is an error, so a typing slip is
seen at the start.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from .errors import SettingsError

PREFIX = "QUOTEWIRE_"
NOT_OURS = frozenset({"GOLD"})  # read by the tests alone


def _text(raw: str) -> str:
    if not raw:
        raise ValueError("must not be empty")
    return raw


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(raw: str) -> int:
        number = int(raw.replace("_", ""))
        if not low <= number <= high:
            raise ValueError(f"must be between {low} and {high}")
        return number

    return parse


def _seconds(low: float, high: float) -> Callable[[str], float]:
    def parse(raw: str) -> float:
        number = float(raw)
        if not low <= number <= high:
            raise ValueError(f"must be between {low:g} and {high:g}")
        return number

    return parse


def _choice(*allowed: str) -> Callable[[str], str]:
    def parse(raw: str) -> str:
        if raw not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}")
        return raw

    return parse


def _yes_or_no(raw: str) -> bool:
    return _choice("yes", "no")(raw) == "yes"


def _setting(default: Any, parse: Callable[[str], Any], doc: str, *, secret: bool = False) -> Any:
    return dataclasses.field(default=default, repr=not secret, metadata={"parse": parse, "doc": doc, "secret": secret})


@dataclasses.dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be configured. Times are seconds unless the name says otherwise."""

    redis_url: str = _setting(
        "redis://127.0.0.1:6379/0", _text, "Where Redis is: redis://, rediss:// or unix://.", secret=True
    )
    redis_password: str | None = _setting(None, _text, "Password of Redis, if it asks for one.", secret=True)
    redis_timeout: float = _setting(1.5, _seconds(0.1, 60), "How long the API waits for Redis before it answers 503.")
    redis_memory_mb: int = _setting(2_048, _whole(16, 1_048_576), "Memory of the Redis that `make run` starts.")
    host: str = _setting("127.0.0.1", _text, "Address the API listens on.")
    port: int = _setting(8000, _whole(1, 65535), "Port the API listens on.")
    api_processes: int = _setting(2, _whole(1, 64), "API processes (gunicorn workers).")
    api_threads: int = _setting(64, _whole(1, 512), "Requests one API process serves at a time.")
    rate_limit: int = _setting(
        3_000, _whole(1, 1_000_000), "Requests a minute for an API key without a limit of its own."
    )
    workers: int = _setting(2, _whole(1, 64), "Extraction workers that `make run` starts.")
    result_ttl: int = _setting(604_800, _whole(1, 31_536_000), "How long a finished job, its text and its result live.")
    max_body_bytes: int = _setting(3_000_000, _whole(1_000, 100_000_000), "Largest request body.")
    max_batch_bytes: int = _setting(33_554_432, _whole(1_000, 2**32), "Largest body of a batch.")
    max_characters: int = _setting(200_000, _whole(100, 2_000_000), "Longest article, in Unicode code points.")
    max_queued_jobs: int = _setting(10_000, _whole(1, 10_000_000), "Jobs that may wait or run; then 503.")
    max_queued_bytes: int = _setting(268_435_456, _whole(1_000, 2**40), "Bytes of text that may wait or run; then 503.")
    max_attempts: int = _setting(3, _whole(1, 20), "Times a job is tried before it is failed.")
    job_timeout: int = _setting(60, _whole(1, 3_600), "Time limit of an extraction, before the part for its length.")
    job_timeout_per_1000: int = _setting(1, _whole(0, 600), "What 1,000 characters add to the time limit.")
    job_memory_mb: int = _setting(2_048, _whole(256, 1_048_576), "Memory one extraction may take, in megabytes.")
    lease: int = _setting(12, _whole(4, 600), "A job whose worker has been silent this long is given to another.")
    webhook_allow_private: bool = _setting(False, _yes_or_no, "Whether webhooks may go to private addresses (yes, no).")
    webhook_workers: int = _setting(1, _whole(0, 64), "Webhook workers that `make run` starts.")
    var_dir: str = _setting("var", _text, "Where `make run` keeps Redis' data, sockets and logs.")
    log_format: str = _setting("auto", _choice("auto", "json", "text"), "How; auto is text on a terminal, else JSON.")
    log_level: str = _setting("INFO", _choice("DEBUG", "INFO", "WARNING", "ERROR"), "What is logged.")


def variable(name: str) -> str:
    """The environment variable of a field of :class:`Settings`."""
    return PREFIX + name.upper()


def load(environ: Mapping[str, str]) -> Settings:
    """Read and check the settings.

    Raises:
        SettingsError: a variable is unknown or its value unusable, or a secret's file cannot be read.
    """
    fields = {variable(field.name): field for field in dataclasses.fields(Settings)}
    values: dict[str, Any] = {}
    for name, raw in environ.items():
        if not name.startswith(PREFIX) or name.removeprefix(PREFIX) in NOT_OURS:
            continue
        field = fields.get(name)
        if field is None:
            field, raw = _secret_from_file(name, raw, fields)
        if field.name in values:
            raise SettingsError(f"{variable(field.name)} is set twice, as itself and as a file. Remove one.")
        try:
            values[field.name] = field.metadata["parse"](raw)
        except ValueError as error:
            shown = "the value" if field.metadata["secret"] else repr(raw)
            wrong = f"{variable(field.name)}: {shown} is not usable ({error}). {field.metadata['doc']}"
            raise SettingsError(wrong) from None
    return Settings(**values)


def _secret_from_file(
    name: str, path: str, fields: Mapping[str, dataclasses.Field[Any]]
) -> tuple[dataclasses.Field[Any], str]:
    field = fields.get(name.removesuffix("_FILE"))
    if field is None or not name.endswith("_FILE") or not field.metadata["secret"]:
        raise SettingsError(f"{name} is not a setting. The settings are listed in README.md.")
    try:
        return field, Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingsError(f"{name}: cannot read {path} ({error.strerror}).") from None
