"""The PDF viewer of Chromium, worked by mouse and keyboard: its fields are clicked on, typed into, and saved.

The viewer is an extension in a frame of its own, and what is typed goes to a frame below that: both are reached through
the browser's debugging port, which WebDriver does not pass on.
"""

from __future__ import annotations

import base64
import itertools
import json
import time
import urllib.request
from pathlib import Path
from typing import Any

import websocket

from tests.reports.browser import Browser

_PATIENCE = 20.0
_VIEWER = "document.querySelector('pdf-viewer')"
_SAVED = f"""{_VIEWER}.currentController.save('EDITED').then((made) => {{
  let text = '';
  for (const byte of new Uint8Array(made.dataToSave)) text += String.fromCharCode(byte);
  return btoa(text);
}})"""
_WHERE = f"""(() => {{
  const viewer = {_VIEWER};
  const box = viewer.shadowRoot.querySelector('#main, #content').getBoundingClientRect();
  const page = viewer.viewport_.getPageScreenRect(0);
  return [box.x + page.x, box.y + page.y, page.height];
}})()"""


class Viewer:
    """The viewer with a file."""

    def __init__(self, browser: Browser, file: Path) -> None:
        self._address = browser.capabilities["goog:chromeOptions"]["debuggerAddress"]
        browser.get(f"{file.as_uri()}#zoom=100")
        with urllib.request.urlopen(f"http://{self._address}/json/version") as answer:
            url = json.load(answer)["webSocketDebuggerUrl"]
        self._socket = websocket.create_connection(url, suppress_origin=True, timeout=_PATIENCE)
        self._numbers = itertools.count(1)
        self._page = self._session("page", file.name)
        self._extension = self._session("iframe", "chrome-extension:")
        self._frame = self._session("iframe", file.name)
        self._wait(f"{_VIEWER}.loadState_ === 'success'")

    def close(self) -> None:
        """Leave the browser to others."""
        self._socket.close()

    def type(self, rect: tuple[float, float, float, float], paper: float, text: str) -> None:
        """Click on the middle of a rectangle of the first page, and type.

        Args:
            rect: in points from the bottom left.
            paper: the height of the page in points.
            text: what is typed.
        """
        self.click(rect, paper, "text")
        self._call("Input.insertText", self._frame, text=text)

    def click(self, rect: tuple[float, float, float, float], paper: float, focus: str = "non-text") -> None:
        """Click on the middle of a rectangle of the first page, in which a field of a kind gets the focus."""
        left, top, height = self._value(_WHERE)
        scale = height / paper
        x = left + (rect[0] + rect[2]) / 2 * scale
        y = top + (paper - (rect[1] + rect[3]) / 2) * scale
        for kind, button in (("mouseMoved", "none"), ("mousePressed", "left"), ("mouseReleased", "left")):
            count = 0 if button == "none" else 1
            place = {"x": x, "y": y, "button": button, "clickCount": count}
            self._call("Input.dispatchMouseEvent", self._page, type=kind, **place)
        self._wait(f"{_VIEWER}.formFieldFocus_ === '{focus}'")

    def choose(self, rect: tuple[float, float, float, float], paper: float, down: int) -> None:
        """Click on a list of the first page, and press the arrow down so many times."""
        self.click(rect, paper, "text")
        for kind in ("rawKeyDown", "keyUp") * down:
            self._call("Input.dispatchKeyEvent", self._frame, type=kind, key="ArrowDown", windowsVirtualKeyCode=40)

    def saved(self) -> bytes:
        """The file as the viewer's button for saving with changes gives it."""
        return base64.b64decode(self._value(_SAVED))

    def _wait(self, condition: str) -> None:
        end = time.monotonic() + _PATIENCE
        while self._value(condition) is not True:
            assert time.monotonic() < end, condition
            time.sleep(0.05)

    def _value(self, expression: str) -> Any:
        answer = self._call(
            "Runtime.evaluate", self._extension, expression=expression, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def _session(self, kind: str, part: str) -> str:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            targets = self._call("Target.getTargets", filter=[{}])["targetInfos"]
            found = [each for each in targets if each["type"] == kind and part in each["url"]]
            if found:
                return self._call("Target.attachToTarget", targetId=found[0]["targetId"], flatten=True)["sessionId"]
            time.sleep(0.05)
        raise AssertionError(f"no {kind} of {part}")

    def _call(self, method: str, session: str | None = None, **params: Any) -> Any:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params}
        self._socket.send(json.dumps(message | ({"sessionId": session} if session else {})))
        while (answer := json.loads(self._socket.recv())).get("id") != number:
            pass
        assert "error" not in answer, answer
        return answer["result"]
