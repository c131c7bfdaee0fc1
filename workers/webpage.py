"""The main text of a web page, by trafilatura: what an editor would call the article, without menus, captions' credits
and teasers. In this thread, with a time limit.
"""

from __future__ import annotations

import logging

import trafilatura

from core.errors import JobFailure
from workers.deadline import DeadlineExceeded, within

TIME_LIMIT = 20  # seconds: an ordinary page takes a few hundredths of one

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it tells of every page without text


def main_text(html: str, most_characters: int) -> str:
    """The page's main text, paragraphs apart by line breaks.

    Raises:
        JobFailure: none was found, it is too long, or looking for it took too long.
    """
    try:
        with within(TIME_LIMIT):
            found = trafilatura.extract(html, include_comments=False, include_tables=False, deduplicate=False)
    except DeadlineExceeded:
        raise JobFailure("html-timeout", "Finding the main text of this page took too long.") from None
    except (ValueError, RecursionError) as error:
        raise JobFailure("unusable-html", f"The page cannot be read ({type(error).__name__}).") from error
    if not found or found.isspace():
        raise JobFailure("no-main-text", "No article text was found in this page. Send the text itself.")
    if len(found) > most_characters:
        raise JobFailure(
            "text-too-long", f"The page's text has {len(found):,} characters; at most {most_characters:,} are read."
        )
    return str(found)
