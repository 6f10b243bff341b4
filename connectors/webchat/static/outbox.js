// Messages of this tab that have no reply yet. They survive a reload, and go out again,
// with the same id, each time the socket opens.

import { tab } from './storage.js';

const KEY = 'hilo.outbox';
const OLDEST = 12 * 3600 * 1000;

export class Outbox {
  #items = new Map();

  constructor() {
    let stored = [];
    try { stored = JSON.parse(tab.get(KEY) || '[]'); } catch { /* start empty */ }
    if (!Array.isArray(stored)) return;
    for (const item of stored) {
      if (item?.id && typeof item.text === 'string' && Date.now() - item.at < OLDEST) this.#items.set(item.id, item);
    }
  }

  get size() { return this.#items.size; }
  has(id) { return this.#items.has(id); }
  values() { return [...this.#items.values()]; }

  add({ id, text, payload }) {
    this.#items.set(id, { id, text, payload, at: Date.now() });
    this.#save();
  }

  remove(id) {
    const was = this.#items.delete(id);
    if (was) this.#save();
    return was;
  }

  #save() {
    tab.set(KEY, this.#items.size ? JSON.stringify(this.values()) : '');
  }
}

/** A message as it goes over the wire. */
export function asFrame({ id, text, payload }) {
  return payload ? { type: 'message', id, text, payload } : { type: 'message', id, text };
}
