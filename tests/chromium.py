"""A Chromium that tests talk to: real clicks, keys and pages back, and what the page's own script knows.

It speaks the DevTools protocol over a pair of pipes (https://chromedevtools.github.io/devtools-protocol), one message between null bytes.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-extensions "
    "--disable-component-update --disable-sync --hide-scrollbars --remote-debugging-pipe about:blank"
).split()
_COMPLETE = """new Promise((done) => {
  const look = () => (document.readyState === "complete" ? done(1) : setTimeout(look, 20));
  look();
})"""
_DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(1), 0))))"
_CODES = {"Tab": 9, "Enter": 13, "Escape": 27}  # windowsVirtualKeyCode of keys that are no letters
_NOTED = ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
_ASKS, _ANSWERS = 3, 4  # the descriptors that Chromium reads from and writes to


class Chromium:
    """One tab. `messages` holds whatever the page wrote to the console, errors of scripts and breaches of its policy included."""

    def __init__(self, width: int = 1360, height: int = 860) -> None:
        assert BROWSER is not None
        self.messages: list[str] = []
        self._numbers = count(1)
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        asks, self._to = _high_pipe()
        self._from, answers = _high_pipe()
        self._run = subprocess.Popen(
            [BROWSER, *_FLAGS, f"--user-data-dir={self._profile.name}"],
            stderr=subprocess.DEVNULL,
            pass_fds=(_ASKS, _ANSWERS),
            preexec_fn=lambda: (os.dup2(asks, _ASKS), os.dup2(answers, _ANSWERS)),
        )
        os.close(asks)
        os.close(answers)
        self._left = b""
        self._session = ""
        self._loads = 0
        target = next(one for one in self._ask("Target.getTargets")["targetInfos"] if one["type"] == "page")
        self._session = self._ask("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "DOM"):
            self._ask(f"{domain}.enable")
        self.resize(width, height)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run.kill()
        self._run.wait()
        os.close(self._from)
        os.close(self._to)
        self._profile.cleanup()

    def resize(self, width: int, height: int, dark: bool = False) -> None:
        """Another window; `dark` for what the reader's system prefers."""
        self._ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._ask("Emulation.setEmulatedMedia", features=[scheme])

    def open(self, url: str) -> None:
        """Goes to an address, and waits until it has been drawn."""
        self._ask("Page.navigate", url="about:blank")  # else another fragment would not load the page anew
        self._ask("Page.navigate", url=url)
        self.value(_COMPLETE)
        self.settle()

    def loaded(self, work: Callable[[], object]) -> None:
        """Does something that leads to another page, and waits until that is there."""
        before = self._loads
        work()
        while self._loads == before:
            self._note(self._next())

    def settle(self) -> None:
        """Waits for what is under way: two pictures."""
        self.value(_DRAWN)

    def value(self, expression: str) -> Any:
        """What an expression gives in the page, as JSON; promises are waited for. The page's policy does not hold for it."""
        found = self._ask(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True, userGesture=True
        )
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def middle(self, selector: str) -> tuple[float, float]:
        """The middle of an element in the window."""
        box = self.value(
            f"JSON.parse(JSON.stringify(document.querySelector({json.dumps(selector)}).getBoundingClientRect()))"
        )
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def click(self, x: float, y: float) -> None:
        """A click of the main button."""
        self.drag([(x, y)])

    def drag(self, points: Iterable[tuple[float, float]]) -> None:
        """The main button goes down at the first point and up at the last."""
        way = list(points)
        self._mouse("mouseMoved", way[0], 0)
        self._mouse("mousePressed", way[0], 1)
        for point in way[1:]:
            self._mouse("mouseMoved", point, 1)
        self._mouse("mouseReleased", way[-1], 0)
        self.settle()

    def type(self, text: str) -> None:
        """Letters, one key each."""
        for letter in text:
            self._ask("Input.dispatchKeyEvent", type="keyDown", key=letter, text=letter)
            self._ask("Input.dispatchKeyEvent", type="keyUp", key=letter)
        self.settle()

    def write(self, text: str) -> None:
        """A text at once, where the focus is."""
        self._ask("Input.insertText", text=text)

    def press(self, key: str) -> None:
        """A key, such as "Enter" or "k"; it may lead to another page."""
        code = _CODES.get(key, ord(key[0].upper()))
        text = {"text": "\r" if key == "Enter" else key} if key == "Enter" or len(key) == 1 else {}
        for kind, more in (("keyDown", text), ("keyUp", {})):
            self._ask("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **more)

    def choose_file(self, selector: str, *paths: Path) -> None:
        """What a person does in the dialog of the system."""
        root = self._ask("DOM.getDocument")["root"]["nodeId"]
        node = self._ask("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self._ask("DOM.setFileInputFiles", files=[str(path) for path in paths], nodeId=node)

    def screenshot(self, whole: bool = False) -> bytes:
        """The window, or the whole page, as PNG."""
        found = self._ask("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        return base64.b64decode(found["data"])

    def pdf(self) -> bytes:
        """What a printer would get."""
        return base64.b64decode(self._ask("Page.printToPDF", preferCSSPageSize=True)["data"])

    def _mouse(self, kind: str, point: tuple[float, float], buttons: int) -> None:
        button = "none" if kind == "mouseMoved" and not buttons else "left"
        self._ask(
            "Input.dispatchMouseEvent", type=kind, x=point[0], y=point[1], button=button, buttons=buttons, clickCount=1
        )

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == number:
                assert "error" not in answer, answer["error"]
                result: dict[str, Any] = answer["result"]
                return result
            self._note(answer)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            got = os.read(self._from, 1 << 16)
            assert got, "Chromium has ended"
            self._left += got
        text, _, self._left = self._left.partition(b"\0")
        answer: dict[str, Any] = json.loads(text)
        return answer

    def _note(self, event: dict[str, Any]) -> None:
        method = event.get("method", "")
        if method in _NOTED:
            self.messages.append(json.dumps(event["params"]))
        elif method == "Page.loadEventFired":
            self._loads += 1


def _high_pipe() -> tuple[int, int]:
    """Ends of a pipe whose numbers are not those that Chromium wants for its own."""
    ends = os.pipe()
    high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends]
    for end in ends:
        os.close(end)
    return high[0], high[1]
