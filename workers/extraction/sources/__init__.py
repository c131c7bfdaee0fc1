"""Sources: one person or body is one source, whatever the article calls it."""

from .find import find_sources

__all__ = ["find_sources"]
