// The writing box: grows with the text, counts near the limit, keeps the draft, sends on Enter.

import { number } from './dates.js';
import { kept } from './storage.js';
import { MAX_TEXT, texts } from './texts.js';

const DRAFT = 'hilo.draft';
const COUNT_FROM = MAX_TEXT - 200;

export const finePointer = () => window.matchMedia('(pointer: fine)').matches;

export class Composer {
  #form = document.getElementById('composer');
  #text = document.getElementById('text');
  #counter = document.getElementById('counter');
  #send = document.getElementById('send');
  #saving = 0;
  #composing = false;

  /** `onSend(text)`, `onTyped()`, `onTooLong(limit)` */
  constructor({ onSend, onTyped, onTooLong }) {
    Object.assign(this, { onSend, onTyped, onTooLong });
    this.#form.addEventListener('submit', (event) => { event.preventDefault(); this.submit(); });
    this.#text.addEventListener('compositionstart', () => { this.#composing = true; });
    this.#text.addEventListener('compositionend', () => { this.#composing = false; });
    this.#text.addEventListener('keydown', (event) => this.#onKey(event));
    this.#text.addEventListener('input', () => { this.#changed(); this.onTyped(); });
    // Tapping «Enviar» keeps the telephone's keyboard open.
    this.#send.addEventListener('mousedown', (event) => event.preventDefault());
    window.addEventListener('pagehide', () => this.#save());
    window.addEventListener('resize', () => this.#grow());
    this.value = kept.get(DRAFT) ?? '';
  }

  get value() { return this.#text.value; }

  set value(text) {
    this.#text.value = text;
    this.#changed();
  }

  focus() {
    this.#text.focus({ preventScroll: true });
    this.#text.setSelectionRange(this.value.length, this.value.length);
  }

  /** Shows the end of a text longer than the box. */
  showEnd() { this.#text.scrollTop = this.#text.scrollHeight; }

  submit() {
    const text = this.value.trim();
    if (!text) return;
    if (length(text) > MAX_TEXT) {
      this.onTooLong(number(MAX_TEXT));
      return;
    }
    this.value = '';
    this.#save();
    this.onSend(text);
  }

  #onKey(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return;
    if (event.isComposing || this.#composing || event.keyCode === 229) return;
    event.preventDefault();
    if (!event.repeat) this.submit();
  }

  #changed() {
    const used = length(this.value.trim());
    this.#counter.hidden = used < COUNT_FROM;
    this.#counter.textContent = this.#counter.hidden ? '' : texts.counter(number(used), number(MAX_TEXT));
    this.#counter.classList.toggle('over', used > MAX_TEXT);
    this.#text.setAttribute('aria-invalid', String(used > MAX_TEXT));
    this.#send.classList.toggle('idle', used === 0);
    this.#grow();
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => this.#save(), 300);
  }

  #grow() {
    this.#text.style.height = 'auto';
    this.#text.style.height = `${this.#text.scrollHeight}px`;
  }

  #save() {
    clearTimeout(this.#saving);
    kept.set(DRAFT, this.value);
  }
}

/** Characters as people and the server count them: an emoji is not two. */
function length(text) {
  return text.length < COUNT_FROM ? text.length : [...text].length;
}
