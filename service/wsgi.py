"""gunicorn's entry: ``gunicorn -c service/gunicorn_conf.py service.wsgi:app``."""

from __future__ import annotations

import os

from core import logs, settings

from . import auth
from .app import create_app

_settings = settings.load(os.environ)
logs.configure(_settings.log_level, _settings.log_format)
app = create_app(_settings)
auth.announce(app)
