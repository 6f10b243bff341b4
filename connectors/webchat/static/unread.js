// Counts the messages that came while nobody was looking: in the tab's title and for the host page.

import { tellUnread } from './frame.js';

export class Unread {
  #count = 0;
  #title = document.title;

  /** `shown`: whether the page is in sight, apart from the tab itself. */
  constructor(shown) {
    this.shown = shown;
    document.addEventListener('visibilitychange', () => { if (this.looking) this.#set(0); });
  }

  get looking() { return this.shown && !document.hidden; }

  set title(text) {
    this.#title = text;
    this.#paint();
  }

  show(shown) {
    this.shown = shown;
    if (this.looking) this.#set(0);
  }

  add(number) {
    if (number && !this.looking) this.#set(this.#count + number);
  }

  #set(count) {
    if (count === this.#count) return;
    this.#count = count;
    this.#paint();
    tellUnread(count);
  }

  #paint() {
    document.title = this.#count ? `(${this.#count}) ${this.#title}` : this.#title;
  }
}
