"""Who may change the graph over HTTP: whoever uses a page that this server has given out, and by what name.

A page holds a token that only this server can make, for the session in the cookie beside it: no page of another site can send one
(https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html, signed double submit). Browsers
also say which site a request comes from. Accounts are not ours: an authenticating proxy may name the person in a header.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.requests import Request

from kg.serve.protocol import RefusedError

COOKIE = "kg_session"
LOCAL = "local"  # who corrects where no proxy names anybody
_SESSION = re.compile(r"[\w-]{32}")
_LONGEST = 200  # characters of a name


@dataclass(frozen=True, slots=True)
class Editing:
    """What a server needs that may change its graph. `command` builds it again (see rebuilding.py), `formats` are the endings of files
    that can be added, `header` is that of a proxy which says who asks; "" without one.
    """

    command: tuple[str, ...]
    formats: tuple[str, ...]
    header: str = ""
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def token(self, session: str) -> str:
        """What a form of this session must send along."""
        return hmac.new(self._secret, session.encode(), hashlib.sha256).hexdigest()

    def author(self, request: Request) -> str:
        """Who asks. Raises RefusedError when the proxy that should say so does not, or not clearly."""
        if not self.header:
            return LOCAL
        named = request.headers.getlist(self.header)
        if len(named) != 1 or not named[0].isprintable() or not 0 < len(named[0].strip()) <= _LONGEST:
            raise RefusedError(403, f"nobody is named by {self.header}: only who is known may change the graph")
        return named[0].strip()


def session_of(request: Request) -> str:
    """The session of a request, "" for none."""
    found = request.cookies.get(COOKIE, "")
    return found if _SESSION.fullmatch(found) else ""


def new_session() -> str:
    """The name of a new session."""
    return secrets.token_urlsafe(24)


def editing(request: Request) -> Editing:
    """How this server may be changed. Raises RefusedError when it only reads."""
    found: Editing | None = request.app.state.options.editing
    if found is None:
        raise RefusedError(403, "this server only reads; to correct and add, start it with --edit")
    return found


def change_by(request: Request) -> str:
    """Who asks for a change. Raises RefusedError for requests of other sites; `refuse_forged` has to follow."""
    settings = editing(request)
    if request.method != "POST":
        raise RefusedError(405, "changes are posted", {"Allow": "POST"})
    origin = request.headers.get("origin")
    foreign = origin is not None and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower()
    if foreign or request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise RefusedError(403, "this request comes from another site")
    return settings.author(request)


def refuse_forged(request: Request, token: str | None) -> None:
    """Raises RefusedError unless the token is that of the session."""
    session = session_of(request)
    right = editing(request).token(session)
    if not session or not hmac.compare_digest(right.encode(), (token or "").encode("utf-8", "replace")):
        raise RefusedError(403, "the page is too old: load it again, then repeat the change")
