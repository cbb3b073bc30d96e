"""A Firefox that tests look into, by its Marionette protocol: commands as JSON over a local socket, each with its length before it."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

FIREFOX = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
_WAIT = 240  # seconds for the start: a shared machine is slow
_PREFERENCES = {
    "marionette.port": 0,  # any that is free; it is written into the profile
    "network.proxy.type": 0,
    "app.update.disabledForTesting": True,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "browser.shell.checkDefaultBrowser": False,
}

Command = Callable[..., Any]


def looked_at(url: str, script: str) -> Any:
    """What the body of a function gives that runs in the page at `url`; it sees the document, not the constants of the page's script."""
    assert FIREFOX is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _PREFERENCES.items())
        (Path(profile) / "user.js").write_text("".join(lines), encoding="utf-8")
        command = [FIREFOX, "--headless", "--marionette", "--no-remote", "--profile", profile]
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            with socket.create_connection(("127.0.0.1", _port(Path(profile), run)), timeout=_WAIT) as line:
                ask = _commands(line)
                ask("WebDriver:NewSession")
                ask("WebDriver:SetTimeouts", pageLoad=1000 * _WAIT, script=1000 * _WAIT)
                ask("WebDriver:Navigate", url=url)
                return ask("WebDriver:ExecuteScript", script=script, args=[])["value"]
        finally:
            run.kill()
            run.wait()


def _port(profile: Path, run: subprocess.Popen[bytes]) -> int:
    """The port that Firefox has written down once it listens."""
    end = time.monotonic() + _WAIT
    while time.monotonic() < end and run.poll() is None:
        written = profile / "MarionetteActivePort"
        if written.is_file() and written.read_text().strip():
            return int(written.read_text())
        time.sleep(0.2)
    raise AssertionError("Firefox does not listen")


def _commands(line: socket.socket) -> Command:
    reader, numbers = line.makefile("rb"), count(1)

    def message() -> Any:
        length = b""
        while (letter := reader.read(1)) != b":":
            length += letter
        return json.loads(reader.read(int(length)))

    def ask(name: str, **parameters: Any) -> Any:
        text = json.dumps([0, next(numbers), name, parameters]).encode()
        line.sendall(b"%d:%b" % (len(text), text))
        _, _, error, result = message()
        assert error is None, error
        return result

    message()  # it says who it is
    return ask
