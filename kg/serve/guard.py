"""What every request and every response passes: whom the server answers, how much it reads, and what a browser may do with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.protocol import RefusedError

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
# Nothing from elsewhere, nothing inline, no frame, no form that leads away (https://www.w3.org/TR/CSP3/).
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # none to others; with "no-referrer" browsers would not say that a form is our own
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


class Guard:
    """Middleware. `hosts` may stand in the header Host (against DNS rebinding), `most` are the bytes of a body, `more` those of
    the bodies of single paths.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str], most: int, more: Mapping[str, int]) -> None:
        self._app, self._hosts, self._most, self._more = app, frozenset(hosts), most, more

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        most = self._more.get(scope["path"], self._most)
        length = headers.get("content-length", "0")
        send = _with_headers(send, scope["app"].state.responses)
        if _host(headers.get("host", "")) not in self._hosts:
            refusal = PlainTextResponse("this server does not answer to that name; see --allow-host\n", 400)
            await refusal(scope, receive, send)
        elif not (length.isascii() and length.isdecimal()) or int(length[:20]) > most:
            await PlainTextResponse(f"a body may have {most} bytes\n", 413)(scope, receive, send)
        else:
            await self._app(scope, _bounded(receive, most), send)


def _host(header: str) -> str:
    """The name in a Host header, without the port."""
    name, colon, port = header.rpartition(":")
    return (name if colon and port.isdecimal() else header).lower()


def _bounded(receive: Receive, most: int) -> Receive:
    left = most

    async def bounded() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise RefusedError(413, f"a body may have {most} bytes")
        return message

    return bounded


def _with_headers(send: Send, statuses: Counter[int]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses[message["status"]] += 1
            headers = MutableHeaders(scope=message)
            headers.update({name: value for name, value in _HEADERS.items() if name not in headers})
            headers.setdefault("Content-Security-Policy", _POLICY)
        await send(message)

    return sending
