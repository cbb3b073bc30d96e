"""Processes that answer queries, forked from one that has all modules loaded: the next is there within milliseconds."""

from __future__ import annotations

import asyncio
import contextlib
import math
import socket
import time
from pathlib import Path

from kg.query import worker
from kg.query.process import COMMAND, opening

_REST = 256 * 1024  # bytes read at once of what nobody wants


class Zygote:
    """The process that the others are forked from. It ends with this one, and they with it."""

    def __init__(self, process: asyncio.subprocess.Process, control: socket.socket) -> None:
        self._process, self._control = process, control
        self._one = asyncio.Lock()

    @classmethod
    async def start(cls) -> Zygote:
        """A new one. Raises OSError."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            process = await asyncio.create_subprocess_exec(
                *COMMAND,
                "fork",
                stdin=theirs.fileno(),
                stdout=asyncio.subprocess.DEVNULL,
                process_group=0,  # Ctrl-C is not for it
            )
        return cls(process, ours)

    async def fork(self) -> tuple[socket.socket, int]:
        """A connection to a new worker, and its process. Raises OSError when this one has died."""
        ours, theirs = socket.socketpair()
        try:
            return ours, await asyncio.shield(
                asyncio.create_task(self._forked(theirs))
            )  # an answer that is not read would be the next one's
        except BaseException:
            ours.close()
            raise

    async def _forked(self, theirs: socket.socket) -> int:
        with theirs:
            async with self._one:
                socket.send_fds(self._control, [worker.FORK.ljust(worker.MESSAGE, b"\0")], [theirs.fileno()])
                answer = await asyncio.get_running_loop().sock_recv(self._control, worker.MESSAGE - 1)
        if not answer:
            raise ConnectionError("the process that forks has ended")
        return int.from_bytes(answer, "big")

    def tell(self, what: bytes, pid: int) -> None:
        """Have a process slowed down or ended; it is known there whether the number is still that of the process."""
        with contextlib.suppress(OSError):  # it has died, and all with it
            self._control.send(what + pid.to_bytes(worker.MESSAGE - 1, "big"))

    async def close(self) -> None:
        """End it."""
        self._control.close()
        await self._process.wait()


class Worker:
    """A process with the store open, that answers one question at a time."""

    def __init__(self, zygote: Zygote, pid: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._zygote, self._pid, self._reader, self._writer = zygote, pid, reader, writer
        self._began = 0.0
        self.usable = True  # for a further question in the quick lane

    @classmethod
    async def start(cls, zygote: Zygote, store: Path, memory: int) -> tuple[Worker, tuple[bytes, bytes]]:
        """A process and its first frame, which is OPENED unless something is wrong with the store. Raises OSError."""
        connection, pid = await zygote.fork()
        started = cls(zygote, pid, *await asyncio.open_unix_connection(sock=connection))
        try:
            await started.tell(opening(store, memory))
            return started, await started.hear()
        except BaseException:
            started.kill()
            raise

    async def tell(self, task: bytes) -> None:
        """Give it a task."""
        self._began = self._processor_time()
        self._writer.write(task)
        with contextlib.suppress(ConnectionError):  # it has died; `hear` will tell
            await self._writer.drain()

    async def hear(self) -> tuple[bytes, bytes]:
        """Its next frame; (b"", b"") when it has died."""
        try:
            head = await self._reader.readexactly(5)
            return head[:1], await self._reader.readexactly(int.from_bytes(head[1:], "big"))
        except (asyncio.IncompleteReadError, ConnectionError):
            self.usable = False
            return b"", b""

    def worked(self) -> float:
        """Seconds of the processor that its task has taken; infinite where that is not known."""
        now = self._processor_time()
        return now - self._began if math.isfinite(now) and math.isfinite(self._began) else math.inf

    def _processor_time(self) -> float:
        """By the clock of a process (https://man7.org/linux/man-pages/man3/clock_getcpuclockid.3.html), as Linux numbers them."""
        try:
            return time.clock_gettime((~self._pid << 3) | 2)
        except (OSError, OverflowError):
            return math.inf

    def slow_down(self) -> None:
        """Let every other process go first, for ever: there is no way back."""
        self.usable = False
        self._zygote.tell(worker.SLOW, self._pid)

    def kill(self) -> None:
        """End it, whatever it does."""
        self.usable = False
        self._zygote.tell(worker.KILL, self._pid)

    async def gone(self) -> None:
        """Wait until it has ended."""
        with contextlib.suppress(RuntimeError, ConnectionError):  # somebody still listens, and will hear the end
            while await self._reader.read(_REST):
                pass
        self._writer.close()
        with contextlib.suppress(ConnectionError):
            await self._writer.wait_closed()
