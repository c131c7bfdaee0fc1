"""The HTTP API. Knows Flask; reaches Redis through :mod:`core` alone, and never imports ``workers``.

app.py         the factory          wsgi.py, gunicorn_conf.py   how it is served
api/           one blueprint a resource: parse, call, dump       a new route goes here, with its ``@operation``
schemas/       what comes in (unknown fields refused), what goes out (every field stated and checked)
bodies.py      the strict reader in front of every schema
problems.py    every error answer, RFC 9457                      a new kind of error goes into its table
openapi.py     ``openapi.yaml`` from routes and schemas (not imported at run time)
"""

from .app import create_app

__all__ = ["create_app"]
