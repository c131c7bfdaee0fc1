"""gunicorn's threaded worker, with a thread only for requests that have come in completely.

gunicorn gives each connection a thread for as long as the client takes to send its request: a hundred slow clients
hold a hundred threads, and the health probes wait. Here the one loop that accepts connections also reads them
(:mod:`service.gathering`), and hands a request over when a thread can go through it without waiting. Who sends too
slowly is answered 408; who does not read the answer loses the connection. So slow clients cost memory, which is
bounded, and no threads. What comes most often needs no thread at all (:mod:`service.lane`).

TLS is for the proxy in front; with gunicorn's own, its own way of reading is used.
"""

from __future__ import annotations

import errno
import socket
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

from .entered import Entered, entered
from .gathering import Inbox, Limits
from .lane import Lane
from .refusals import plain_answer, status_of

RECEIVED_AT_ONCE = 65_536  # bytes
FREE = 65_536  # bytes a connection may hold whatever the others hold
MOST_HELD = 67_108_864  # bytes that all connections of a process may hold beyond that
STALLED = 20.0  # seconds a thread waits for the rest of a long body, or for an answer to be taken
LINGER = 2.0  # seconds, and bytes, for which a client may go on sending after it was answered
LINGER_BYTES = 262_144
SWEEP = 0.5  # seconds between two looks at who is late
NO_MORE_FILES = (errno.EMFILE, errno.ENFILE)
NOTHING_THERE = (errno.EAGAIN, errno.EWOULDBLOCK, errno.ECONNABORTED)


class Connection(TConn):  # type: ignore[misc]  # gunicorn has no types
    """A client's connection. ``inbox`` is the request that comes in; ``closes_at`` when it is closed at the latest,
    once it was answered for the last time; ``entered`` what is known of its request before a thread sees to it.
    """

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.inbox = Inbox(Limits(), 0.0)
        self.entered: Entered | None = None
        self.held = 0
        self.closes_at = 0.0
        self.drained = 0

    def init(self) -> None:
        """Called in the thread, before it reads."""
        super().init()
        self.sock.settimeout(STALLED)


class GatheringWorker(ThreadWorker):  # type: ignore[misc]
    """See the module. ``limits`` and ``lane`` are set by ``service/gunicorn_conf.py``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limits = Limits()
        self.lane: Lane | None = None
        self.gathering: dict[Connection, None] = {}  # in the order they came
        self.lingering: dict[Connection, None] = {}
        self.held = 0
        self.next_sweep = 0.0
        self.stops_at: float | None = None

    def accept(self, listener: socket.socket) -> None:
        """Take a connection, and wait for its request."""
        if self.cfg.is_ssl:
            super().accept(listener)
            return
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno in NO_MORE_FILES:
                self._make_room()
            elif error.errno not in NOTHING_THERE:
                raise
            return
        self.nr_conns += 1
        self._gather(Connection(self.cfg, client, address, listener.getsockname()), b"")
        if self.nr_conns >= self.worker_connections:
            self._make_room()

    def on_client_socket_readable(self, conn: Connection, client: socket.socket) -> None:
        """A further request on a connection that was kept open."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        if self.cfg.is_ssl:
            self.enqueue_req(conn)
            return
        conn.inbox = Inbox(self.limits, time.monotonic())
        self._receive(conn)

    def finish_request(self, conn: Connection, future: Future[Any]) -> None:
        """A thread is done with a request: wait for the next, or close."""
        if self.cfg.is_ssl:
            super().finish_request(conn, future)
            return
        self._hold(conn, 0)
        if future.cancelled() or future.exception() is not None or not future.result():
            self._linger(conn)
            return
        ahead = b"" if conn.parser is None else conn.parser.unreader.take_buffered()
        if ahead:  # the beginning of the next request came with this one
            self._gather(conn, ahead)
        else:
            self._keep(conn)

    def handle_request(self, req: Any, conn: Connection) -> Any:
        """In a thread. A client that has stalled is one that has gone."""
        known = entered.set(conn.entered)
        conn.entered = None
        try:
            return super().handle_request(req, conn)
        except TimeoutError:
            raise ConnectionResetError(errno.ECONNRESET, "The client has stalled.") from None
        finally:
            entered.reset(known)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """A round of the loop."""
        super().wait_for_and_dispatch_events(timeout if self.lane is None else self.lane.at_most(timeout))
        if self.lane is not None:
            self.lane.turn()

    def say(self, conn: Connection, answer: bytes) -> None:
        """Send an answer, and wait for the next request. A thread waits for a client that takes it slowly."""
        try:
            sent = conn.sock.send(answer)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._drop(conn)
            return
        if sent == len(answer):
            self._hold(conn, 0)
            self._keep(conn)
        else:
            self._in_thread(conn, partial(self._say_slowly, conn, answer[sent:]))

    def leave(self, conn: Connection, find: Callable[[], bytes | None] | None = None) -> None:
        """Give a request to a thread: to send what ``find`` gives, or where that is nothing to have Flask answer."""
        self._in_thread(conn, partial(self._answer, conn, find))

    def elsewhere(self, do: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Do something in a thread, and something with what it gave in the loop."""
        doing = self.tpool.submit(do)
        doing.add_done_callback(lambda done: self.method_queue.defer(lambda: then(done.result())))

    def _keepalive_after(self, conn: Connection, keepalive: bool) -> bool:
        """Nothing is read any more only to keep a connection open."""
        return bool(conn.inbox.whole and super()._keepalive_after(conn, keepalive))

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        """A request that is no HTTP. Its words stay out of the log and of the answer: a key may stand in them."""
        status = status_of(exc)
        if status == 500:
            self.log.error("unhandled: %s", type(exc).__name__, exc_info=exc)
        else:
            self.log.info("request refused: %s", type(exc).__name__)
        try:
            client.sendall(plain_answer(status, f"The request is not acceptable HTTP ({type(exc).__name__})."))
        except OSError:
            self.log.debug("the client has gone")

    def murder_pending(self) -> None:
        """gunicorn calls this after every round: see who is late."""
        super().murder_pending()
        now = time.monotonic()
        if now < self.next_sweep:
            return
        self.next_sweep = now + SWEEP
        if not self.alive and self.stops_at is None:
            self.stops_at = now + LINGER
        for conn in [conn for conn in self.gathering if self._is_late(conn, now)]:
            self._refuse(conn, 408, "The request did not come in within the time it may take.")
        for conn in [conn for conn in self.lingering if conn.closes_at < now]:
            self._drop(conn)

    def _is_late(self, conn: Connection, now: float) -> bool:
        return conn.inbox.deadline < now or (self.stops_at is not None and self.stops_at < now)

    def _gather(self, conn: Connection, ahead: bytes) -> None:
        conn.sock.setblocking(False)
        conn.inbox = Inbox(self.limits, time.monotonic())
        if ahead and conn.inbox.add(ahead):
            self._hand_over(conn)
        else:
            self._wait(conn)

    def _wait(self, conn: Connection) -> None:
        if conn not in self.gathering:
            self.gathering[conn] = None
            self.poller.register(conn.sock, EVENT_READ, partial(self._on_readable, conn))

    def _on_readable(self, conn: Connection, _: socket.socket) -> None:
        self._receive(conn)

    def _receive(self, conn: Connection) -> None:
        try:
            data = conn.sock.recv(RECEIVED_AT_ONCE)
        except BlockingIOError:
            self._wait(conn)
            return
        except OSError:
            self._drop(conn)
            return
        if not data and not len(conn.inbox):
            self._drop(conn)
        elif not data or conn.inbox.add(data):
            if conn.inbox.too_long:
                self._refuse(conn, 431, "The head of the request, or what follows its body, is too long.")
            else:
                self._hand_over(conn)
        else:
            self._go_on(conn)

    def _go_on(self, conn: Connection) -> None:
        """More is to come."""
        self._hold(conn, max(0, len(conn.inbox) - FREE))
        if self.held > MOST_HELD:
            self._refuse(conn, 503, "Too many long requests are on their way. Try again later.")
            return
        if conn.inbox.expects:
            conn.inbox.expects = False
            if not self._say(conn, b"HTTP/1.1 100 Continue\r\n\r\n"):
                self._drop(conn)
                return
        self._wait(conn)

    def _hand_over(self, conn: Connection) -> None:
        self._forget(conn)
        if self.lane is None or not self._may_keep() or not self.lane.take(conn):
            self.leave(conn)

    def _in_thread(self, conn: Connection, handle: Callable[[], bool]) -> None:
        future = self.tpool.submit(handle)
        future.add_done_callback(lambda done: self.method_queue.defer(self.finish_request, conn, done))

    def _answer(self, conn: Connection, find: Callable[[], bytes | None] | None) -> bool:
        """In a thread. Whether the connection can be kept open."""
        answer = None if find is None else find()
        if answer is not None:
            return self._say_slowly(conn, answer)
        conn.init()
        conn.parser.unreader.unread(conn.inbox.take())
        return bool(self.handle(conn))

    def _say_slowly(self, conn: Connection, answer: bytes) -> bool:
        conn.sock.settimeout(STALLED)
        try:
            conn.sock.sendall(answer)
        except OSError:
            self.log.debug("the client has gone")
            return False
        return True

    def _may_keep(self) -> bool:
        return bool(self.alive and self.cfg.keepalive and len(self.keepalived_conns) < self.max_keepalived)

    def _keep(self, conn: Connection) -> None:
        """Wait for the next request."""
        try:
            conn.sock.setblocking(False)
            self.poller.register(conn.sock, EVENT_READ, partial(self.on_client_socket_readable, conn))
        except (OSError, ValueError):  # it is closed
            self._drop(conn)
            return
        conn.set_timeout()
        if not self.alive:
            conn.timeout = min(conn.timeout, time.monotonic() + STOP_KEEPALIVE_LINGER)
        self.keepalived_conns.append(conn)

    def _refuse(self, conn: Connection, status: int, detail: str) -> None:
        if len(conn.inbox):
            self._say(conn, plain_answer(status, detail))
        self._linger(conn)

    def _say(self, conn: Connection, said: bytes) -> bool:
        """Send a few bytes without waiting. Whether that was possible."""
        try:
            return bool(conn.sock.send(said) == len(said))
        except OSError:
            return False

    def _linger(self, conn: Connection) -> None:
        """Close towards the client, and let it finish: else the kernel might throw the answer away (RFC 9112, 9.6)."""
        self._forget(conn)
        self._hold(conn, 0)
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
            self.poller.register(conn.sock, EVENT_READ, partial(self._on_lingering_readable, conn))
        except (OSError, ValueError):
            self._drop(conn)
            return
        conn.closes_at = time.monotonic() + LINGER
        self.lingering[conn] = None

    def _on_lingering_readable(self, conn: Connection, _: socket.socket) -> None:
        try:
            data = conn.sock.recv(RECEIVED_AT_ONCE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        conn.drained += len(data)
        if not data or conn.drained > LINGER_BYTES:
            self._drop(conn)

    def _make_room(self) -> None:
        """All places are taken: whoever has kept us waiting longest goes."""
        waiting = next(iter(self.gathering), None) or next(iter(self.lingering), None)
        if waiting is not None:
            self._drop(waiting)
        elif self.keepalived_conns:
            conn = self.keepalived_conns.popleft()
            self.poller.unregister(conn.sock)
            self._drop(conn)

    def _drop(self, conn: Connection) -> None:
        self._forget(conn)
        self._hold(conn, 0)
        self.nr_conns -= 1
        conn.close()

    def _forget(self, conn: Connection) -> None:
        """Wait for nothing on this connection any more."""
        waited_for = conn in self.gathering or conn in self.lingering
        self.gathering.pop(conn, None)
        self.lingering.pop(conn, None)
        if waited_for:
            self.poller.unregister(conn.sock)

    def _hold(self, conn: Connection, size: int) -> None:
        self.held += size - conn.held
        conn.held = size
