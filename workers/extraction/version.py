"""The engine's name and version.

Raise the version with every change that can change a result: it is part of the cache key.
"""

from __future__ import annotations

NAME = "quotewire"
VERSION = "0.3.0"
