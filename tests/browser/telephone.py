"""The telephone's page as a designer uses it: writes, presses, calls, looks."""
from __future__ import annotations

from itertools import count

from playwright.sync_api import Locator, Page, expect

from tests.talking import note_own_words, readable

ANSWER_LIMIT = 20_000
"""Milliseconds for an answer by WhatsApp: it waits for further bubbles first."""
_numbers = count(1000)


class Telephone:
    """One open page, in the hands of somebody new."""

    def __init__(self, page: Page) -> None:
        """Takes a number that nobody has had."""
        self.page = page
        if not page.locator("#number").is_visible():
            page.locator("#world summary").click()
        page.locator("#number").fill(f"+54 9 342 477-{next(_numbers)}")
        page.locator("#number").press("Tab")
        if page.locator("#tabs").is_visible():
            page.locator("#world summary").click()
        self.box = page.locator("#text")

    def write(self, text: str) -> str:
        """Sends a message and returns what is answered, once it has come."""
        note_own_words(text)
        before = self.theirs.count()
        self.box.fill(text)
        self.box.press("Enter")
        return self.answer(before)

    def answer(self, before: int) -> str:
        """What came after the first `before` messages of the assistant."""
        expect(self.theirs.nth(before)).to_be_visible(timeout=ANSWER_LIMIT)
        texts: list[str] = []
        for _ in range(8):  # the page draws the list anew while statuses come in
            self.page.wait_for_timeout(600)  # further parts of the same answer
            texts = [readable(text) for text in self.theirs.locator("p").all_inner_texts()][before:]
            if texts:
                break
        return "\n".join(texts)

    @property
    def theirs(self) -> Locator:
        """The assistant's messages."""
        return self.page.locator("#log .theirs")

    @property
    def mine(self) -> Locator:
        """One's own."""
        return self.page.locator("#log .mine")
