// The log of messages: keeps the nodes in step with the conversation, and the reader's place.

import { dayKey, dayName } from './dates.js';
import { createMessage, element, paintMessage } from './render.js';

const NEAR_END = 64;
const GROUP_MS = 5 * 60 * 1000;

export class Log {
  #nodes = new Map();
  #days = new Map();
  #atEnd = true;
  #hooks;

  /** `hooks`: assistant(), onButton, onRetry */
  constructor(conversation, hooks) {
    this.conversation = conversation;
    this.#hooks = hooks;
    this.scroller = document.getElementById('scroller');
    this.log = document.getElementById('log');
    this.typing = document.getElementById('typing');
    this.newer = document.getElementById('newer');
    this.scroller.addEventListener('scroll', () => this.#look(), { passive: true });
    this.newer.addEventListener('click', () => {
      this.toEnd();
      this.scroller.focus({ preventScroll: true });
    });
    const stick = new ResizeObserver(() => { if (this.#atEnd) this.toEnd(); });
    stick.observe(this.scroller);
    stick.observe(this.log);
  }

  /** Shows what changed. `quiet`: do not announce; `follow`: go to the end wherever the reader is. */
  refresh({ quiet = false, follow = false } = {}) {
    const stay = !this.#atEnd && !follow;
    if (quiet) this.log.setAttribute('aria-live', 'off');
    const fresh = this.#sync();
    if (quiet) setTimeout(() => this.log.setAttribute('aria-live', 'polite'), 500);
    if (!stay) this.toEnd();
    else if (fresh) this.newer.hidden = false;
  }

  setTyping(on) {
    if (this.typing.hidden === !on) return;
    this.typing.hidden = !on;
    if (this.#atEnd) this.toEnd();
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.#atEnd = true;
    this.newer.hidden = true;
  }

  #look() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (this.#atEnd) this.newer.hidden = true;
  }

  #day(date) {
    const key = dayKey(date);
    let node = this.#days.get(key);
    if (!node) {
      node = element('p', 'day');
      node.append(element('span'));
      this.#days.set(key, node);
    }
    const name = dayName(date);
    if (node.firstChild.textContent !== name) node.firstChild.textContent = name;
    return node;
  }

  /** Puts every node in its place; tells whether a message of the other side is new. */
  #sync() {
    const { list, open } = this.conversation;
    const wanted = [];
    let fresh = false;
    let lastDay = '';
    list.forEach((message, i) => {
      const before = list[i - 1];
      const after = list[i + 1];
      const newDay = dayKey(message.at) !== lastDay && (!lastDay || message.at > before.at);
      if (newDay) {
        lastDay = dayKey(message.at);
        wanted.push(this.#day(message.at));
      }
      let node = this.#nodes.get(message.id);
      if (!node) {
        node = createMessage(message, { ...this.#hooks, assistant: this.#hooks.assistant() });
        this.#nodes.set(message.id, node);
        fresh ||= !message.mine;
      }
      paintMessage(node, message, {
        active: message === open,
        chosen: message.buttons.length ? this.conversation.chosenIn(message) : null,
        first: newDay || !together(before, message),
        last: !after || !together(message, after),
      });
      wanted.push(node);
    });
    wanted.forEach((node, i) => {
      if (this.log.children[i] !== node) this.log.insertBefore(node, this.log.children[i] ?? null);
    });
    while (this.log.children.length > wanted.length) this.log.lastElementChild.remove();
    return fresh;
  }
}

function together(a, b) {
  return Boolean(a && b) && a.mine === b.mine && Math.abs(b.at - a.at) < GROUP_MS && dayKey(a.at) === dayKey(b.at)
    && a.state !== 'failed';
}
