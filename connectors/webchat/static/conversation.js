// The messages of the conversation in their order, each id once.

import { newId } from './storage.js';

function asButtons(raw) {
  if (!Array.isArray(raw)) return [];
  return raw
    .filter((button) => button && typeof button.title === 'string' && button.title.trim())
    .map(({ title, payload }) => ({ title, payload: typeof payload === 'string' ? payload : '' }));
}

function asFile(raw) {
  const url = raw?.payload?.src;
  if (typeof url !== 'string' || !url) return null;
  return { url, name: typeof raw.payload.title === 'string' ? raw.payload.title : '' };
}

/** A message from the server, made safe to rely on. */
export function fromServer(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const at = new Date(raw.at);
  const mine = raw.direction === 'in';
  const message = {
    id: raw.id == null ? newId() : String(raw.id),
    mine,
    team: raw.author === 'agent',
    text: typeof raw.text === 'string' ? raw.text : '',
    buttons: mine ? [] : asButtons(raw.buttons),
    image: typeof raw.image === 'string' ? raw.image : null,
    file: asFile(raw.attachment),
    at: Number.isNaN(at.getTime()) ? new Date() : at,
    state: mine ? 'accepted' : null,
  };
  return message.text || message.image || message.file || message.buttons.length ? message : null;
}

export class Conversation {
  list = [];
  #byId = new Map();

  get(id) { return this.#byId.get(id); }
  get empty() { return this.list.length === 0; }

  add(message) {
    if (this.#byId.has(message.id)) return false;
    this.#byId.set(message.id, message);
    this.list.push(message);
    return true;
  }

  /** Weaves in the history, oldest first, moving nothing that is already here. Returns what was new. */
  merge(history) {
    const incoming = history.map(fromServer).filter(Boolean);
    if (!incoming.length) return [];
    const ids = new Set(incoming.map((message) => message.id));
    const added = [];
    let place = 0;
    while (place < this.list.length) {
      const here = this.list[place];
      if (ids.has(here.id) || here.state === 'pending' || here.at >= incoming[0].at) break;
      place += 1;
    }
    for (const message of incoming) {
      const known = this.#byId.get(message.id);
      if (known) {
        if (known.state === 'pending') known.state = 'accepted';
        place = Math.max(place, this.list.indexOf(known) + 1);
      } else {
        this.#byId.set(message.id, message);
        this.list.splice(place, 0, message);
        place += 1;
        added.push(message);
      }
    }
    return added;
  }

  /** The message whose buttons can be pressed: the newest with buttons, while the customer has not answered. */
  get open() {
    for (let i = this.list.length - 1; i >= 0; i -= 1) {
      const message = this.list[i];
      if (message.mine) return null;
      if (message.buttons.length) return message;
    }
    return null;
  }

  /** The title of the button that answered the message, if one did. */
  chosenIn(message) {
    const next = this.list.slice(this.list.indexOf(message) + 1).find((other) => other.mine);
    return next ? next.text : null;
  }
}
