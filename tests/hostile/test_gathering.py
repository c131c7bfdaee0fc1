"""service.gathering: when a request is all there, in whatever pieces it comes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.gathering import MOST_HEAD, Inbox, Limits

SMALL = Limits(gathered=2_000, acceptable=5_000, patience=20, slowest=100)
WORDS = st.binary(max_size=60)


def _chunked(parts: list[bytes]) -> bytes:
    return b"".join(b"%x;ext=1\r\n%b\r\n" % (len(part), part) for part in parts if part) + b"0\r\nTrailer: a\r\n\r\n"


@st.composite
def requests(draw: st.DrawFn) -> bytes:
    """One request: its framing is right, its body anything."""
    empty_lines = b"\r\n" * draw(st.integers(0, 2))
    parts = draw(st.lists(WORDS, max_size=5))
    form = draw(st.sampled_from(("none", "length", "chunks")))
    fields = {
        "none": b"",
        "length": b"CONTENT-length:  %d \r\n" % sum(map(len, parts)),
        "chunks": b"Transfer-Encoding: Chunked\r\n",
    }[form]
    body = {"none": b"", "length": b"".join(parts), "chunks": _chunked(parts)}[form]
    return empty_lines + b"POST / HTTP/1.1\r\nHost: a\r\n" + fields + b"\r\n" + body


@given(request=requests(), data=st.data())
def test_it_is_whole_with_its_last_byte_and_not_before(request: bytes, data: st.DataObject) -> None:
    inbox = Inbox(SMALL, 0)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(request) - 1), max_size=8)))
    for start, end in zip([0, *cuts], [*cuts, len(request) - 1], strict=True):
        assert not inbox.add(request[start:end])
        assert not inbox.whole
    assert inbox.add(request[-1:])
    assert inbox.whole
    assert inbox.take() == request.lstrip(b"\r\n")


@given(
    noise=st.binary(max_size=300), head=st.sampled_from((b"", b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"))
)
def test_noise_is_waited_for_or_handed_on_and_never_an_error(noise: bytes, head: bytes) -> None:
    inbox = Inbox(SMALL, 0)
    for byte in head + noise:
        if inbox.add(bytes([byte])):
            break
    assert inbox.take() in head + noise


def test_a_thread_reads_on_where_a_body_is_long() -> None:
    inbox = Inbox(SMALL, 0)
    assert not inbox.add(b"POST / HTTP/1.1\r\nContent-Length: 4000\r\n\r\n" + b"a" * 1_999)
    assert inbox.add(b"a")
    assert not inbox.whole


def test_what_will_be_refused_is_not_waited_for() -> None:
    assert Inbox(SMALL, 0).add(b"POST / HTTP/1.1\r\nContent-Length: 5001\r\n\r\n")
    for endless in (b"GET / HTTP/1.1\r\nA: ", b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: "):
        inbox = Inbox(Limits(), 0)
        assert inbox.add(endless + b"a" * MOST_HEAD)
        assert inbox.too_long


def test_patience_grows_with_what_has_come() -> None:
    inbox = Inbox(SMALL, 1_000.0)
    assert inbox.deadline == 1_020.0
    inbox.add(b"a" * 500)
    assert inbox.deadline == 1_025.0


def test_an_expectation_is_ours_to_answer() -> None:
    inbox = Inbox(SMALL, 0)
    assert not inbox.add(b"POST / HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n")
    assert inbox.expects
    assert inbox.add(b"{}")
    assert inbox.take() == b"POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"
