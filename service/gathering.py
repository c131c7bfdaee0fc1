"""What has come in of a request so far, and whether it is all there.

Only *when* a thread is given to a request is decided here. What the bytes mean is for gunicorn's parser, which reads
them all again and has the last word: whatever is malformed counts as complete, so that it is refused at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

BLANK_LINE = b"\r\n\r\n"
MOST_HEAD = 65_536  # bytes of request line and header fields, and of a chunked body's trailers
MOST_CHUNK_LINE = 8_190
LENGTH = re.compile(rb"\r\ncontent-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r\n", re.IGNORECASE)
CODED = re.compile(rb"\r\ntransfer-encoding[ \t]*:([^\r]*)\r\n", re.IGNORECASE)
EXPECTS = re.compile(rb"\r\nexpect[ \t]*:[ \t]*100-continue[ \t]*(?=\r\n)", re.IGNORECASE)
CHUNK_SIZE = re.compile(rb"[0-9a-fA-F]{1,15}")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is waited for, and how long.

    ``gathered``: bytes of a body; what is longer goes on to a thread when so much of it is there. ``acceptable``: a
    body that states more is refused, so none of it is waited for. ``patience``: seconds for a request, and one more
    for each ``slowest`` bytes that have come.
    """

    gathered: int = 4_194_304
    acceptable: int = 33_554_432
    patience: float = 20.0
    slowest: int = 10_000


class Inbox:
    """The bytes of one request as they come in. ``began`` is when the first was waited for (any clock, seconds)."""

    def __init__(self, limits: Limits, began: float) -> None:
        self._limits = limits
        self._began = began
        self._data = bytearray()
        self._searched = 0
        self._head: int | None = None  # bytes of the head, once it is all there
        self._length: int | None = None  # of the body; None where it comes in chunks
        self._chunk = 0  # where the chunk begins that has not been seen to its end
        self.expects = False  # whether the client waits for "100 Continue"
        self.too_long = False  # whether head or trailers are longer than any may be

    def __len__(self) -> int:
        return len(self._data)

    @property
    def deadline(self) -> float:
        """Until when the rest is waited for."""
        return self._began + self._limits.patience + len(self._data) / self._limits.slowest

    @property
    def whole(self) -> bool:
        """Whether nothing of the request is left to come."""
        if self._head is None:
            return False
        return self._has_last_chunk() if self._length is None else len(self._data) - self._head >= self._length

    def add(self, data: bytes) -> bool:
        """Take what has come in. Whether a thread should see to the request now."""
        self._data += data
        if self._head is None:
            while self._data.startswith(b"\r\n"):  # empty lines before a request are passed over (RFC 9112, 2.2)
                del self._data[:2]
            at = self._data.find(BLANK_LINE, max(0, self._searched - 3))
            self._searched = len(self._data)
            self.too_long = at < 0 and len(self._data) > MOST_HEAD
            if at < 0:
                return self.too_long
            self._read_framing(at)
        return len(self._data) - (self._head or 0) >= self._limits.gathered or self._is_refused() or self.whole

    def take(self) -> bytes:
        """Everything that has come in, for the parser."""
        return bytes(self._data)

    def parts(self) -> tuple[bytes, bytes] | None:
        """The head, up to its last field, and the body: of a request that has come in completely, with its length (or
        no body) stated, and nothing behind it.
        """
        if self._head is None or self._length is None or len(self._data) != self._head + self._length:
            return None
        return bytes(self._data[: self._head - len(BLANK_LINE)]), bytes(self._data[self._head :])

    def _read_framing(self, blank_line: int) -> None:
        head = bytes(self._data[: blank_line + 2])
        if EXPECTS.search(head):  # answered by us: the parser is not to answer it again
            self.expects = True
            self._data[: len(head)] = head = EXPECTS.sub(b"", head)
        self._head = self._chunk = len(head) + 2
        stated, coded = LENGTH.search(head), CODED.search(head)
        if coded is None:
            self._length = int(stated[1]) if stated else 0
        elif not coded[1].strip().lower().endswith(b"chunked"):  # refused: nobody knows where the body ends
            self._length = 0

    def _is_refused(self) -> bool:
        return self._length is not None and self._length > self._limits.acceptable

    def _has_last_chunk(self) -> bool:
        while True:
            end = self._data.find(b"\r\n", self._chunk)
            if end < 0:
                return len(self._data) - self._chunk > MOST_CHUNK_LINE
            size = bytes(self._data[self._chunk : end]).partition(b";")[0].strip()
            if CHUNK_SIZE.fullmatch(size) is None:
                return True
            if int(size, 16) == 0:
                ended = self._data.find(BLANK_LINE, end) >= 0
                self.too_long = not ended and len(self._data) - end > MOST_HEAD
                return ended or self.too_long
            after = end + 2 + int(size, 16) + 2
            if after > len(self._data):
                return False
            self._chunk = after
