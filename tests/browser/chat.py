"""The chat page as a customer uses it: types, presses, reads."""
from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Frame, Locator, Page

from tests.talking import note_own_words, readable

ANSWER_LIMIT = 10_000
"""Milliseconds for one answer, and for anything else on the page."""


class Chat:
    """One open chat page, or the frame that holds it in another site's page."""

    def __init__(self, page: Page, frame: Frame | None = None) -> None:
        """`frame`: where the page is embedded."""
        self.page = page
        self.view: Page | Frame = frame or page
        self.box = self.view.locator("#text")

    # --- speaking ---

    def write(self, text: str) -> str:
        """Types a message, sends it with Enter, and returns all that is answered."""
        note_own_words(text)
        self.box.fill(text)
        self.box.press("Enter")
        return self.answer(text)

    def press(self, title: str) -> str:
        """Presses a button under the last message, named by a pattern, and returns all that is answered."""
        self.button(title).click()
        return self.answer(f"[{title}]")

    def button(self, title: str) -> Locator:
        """The button that can be pressed now and whose title has the pattern."""
        return self.view.locator(".option:enabled").filter(has_text=re.compile(title))

    # --- reading ---

    def answer(self, to: str = "") -> str:
        """What came after the person's last message, once it is there."""
        self.view.wait_for_function("() => document.querySelector('#log > .message:last-child')?.matches('.theirs')",
                                    timeout=ANSWER_LIMIT)
        said = "\n".join(self.messages("theirs", "after the last of mine"))
        print(f"> {to}\n< {said}\n  {self.buttons}")  # pytest shows the conversation of a test that fails
        return said

    def messages(self, side: str = "", only: str = "") -> list[str]:
        """The texts of the messages: all, or one side's («mine», «theirs»), or those of the last answer."""
        texts: list[str] = self.view.evaluate(
            """([side, last]) => {
                let all = [...document.querySelectorAll('#log > .message')];
                if (last) all = all.slice(all.findLastIndex((m) => m.matches('.mine')) + 1);
                return all.filter((m) => !side || m.matches('.' + side))
                    .map((m) => m.querySelector('.body')?.innerText ?? '');
            }""", [side, bool(only)])
        return [readable(text) for text in texts]

    @property
    def buttons(self) -> list[str]:
        """The titles of the buttons that can be pressed now."""
        return [readable(t) for t in self.view.locator(".option:enabled").all_inner_texts()]

    def wait_for(self, condition: str) -> None:
        """Waits until a JavaScript expression is true of the page."""
        self.view.wait_for_function(f"() => {condition}", timeout=ANSWER_LIMIT)

    def wait_until_connected(self) -> None:
        """Waits for the first screen, or for the history."""
        self.wait_for("document.querySelector('.starter')?.checkVisibility() || document.querySelector('.message')")


class Witness:
    """Notes what a browser does besides what is seen: complaints, and whom it talks to."""

    def __init__(self, context: BrowserContext, *allowed: str) -> None:
        """`allowed`: addresses whose host and port may be asked for something."""
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        self._allowed = {urlsplit(address).netloc for address in allowed}
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.complaints.append(f"uncaught: {error.error}"))
        context.on("request", lambda request: self._see(request.url))
        context.on("page", lambda page: page.on("websocket", lambda socket: self._see(socket.url)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def _see(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc not in self._allowed:
            self.strangers.append(url)

    def check(self) -> None:
        """Nothing was complained about, and nobody else was asked for anything."""
        assert not self.complaints
        assert not self.strangers


