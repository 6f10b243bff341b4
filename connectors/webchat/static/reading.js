// Reading the assistant's messages aloud.

import { voiceLocale } from './dates.js';
import { spoken } from './format.js';
import { icon } from './render.js';
import { kept } from './storage.js';
import { texts } from './texts.js';

const KEY = 'hilo.reading';
const LONGEST = 200; // some browsers fall silent in the middle of longer ones

function spanishVoice() {
  const voices = speechSynthesis.getVoices().filter((voice) => /^es([-_]|$)/i.test(voice.lang));
  const exact = voices.filter((voice) => voice.lang.replace('_', '-').toLowerCase() === voiceLocale.toLowerCase());
  const among = exact.length ? exact : voices;
  return among.find((voice) => voice.default) ?? among.find((voice) => voice.localService) ?? among[0] ?? null;
}

/** Cuts at sentence ends, or at a space where a sentence is too long. */
function pieces(text) {
  const out = [];
  for (const sentence of text.match(/[^.!?\n]+[.!?\n]*(?=\s|$)|[^\n]+/g) ?? []) {
    let rest = sentence.trim();
    while (rest.length > LONGEST) {
      const space = rest.lastIndexOf(' ', LONGEST);
      const cut = space > 0 ? space : LONGEST;
      out.push(rest.slice(0, cut));
      rest = rest.slice(cut).trim();
    }
    if (/[\p{L}\p{N}]/u.test(rest)) out.push(rest);
  }
  return out;
}

export class Reading {
  #button = document.getElementById('reading');
  #on = false;

  constructor() {
    if (!('speechSynthesis' in window)) return;
    this.#on = kept.get(KEY) === 'on';
    this.#button.hidden = false;
    this.#paint();
    speechSynthesis.getVoices(); // starts loading them
    this.#button.addEventListener('click', () => this.#toggle());
    window.addEventListener('pagehide', () => this.stop());
  }

  read(message) {
    if (!this.#on) return;
    const titles = message.buttons.map((button) => spoken(button.title)).filter(Boolean);
    this.#say(spoken(message.text));
    if (titles.length) this.#say(texts.readOptions(titles));
  }

  stop() {
    if ('speechSynthesis' in window) speechSynthesis.cancel();
  }

  #say(text) {
    const voice = spanishVoice();
    for (const piece of pieces(text)) {
      const utterance = new SpeechSynthesisUtterance(piece);
      utterance.lang = voice?.lang.replace('_', '-') ?? voiceLocale;
      if (voice) utterance.voice = voice;
      speechSynthesis.speak(utterance);
    }
  }

  #toggle() {
    this.#on = !this.#on;
    kept.set(KEY, this.#on ? 'on' : '');
    this.stop();
    // Speaking within the tap is what lets some telephones speak later on.
    if (this.#on) this.#say(texts.readingStarted);
    this.#paint();
  }

  #paint() {
    this.#button.setAttribute('aria-pressed', String(this.#on));
    this.#button.setAttribute('aria-label', texts.readingOff);
    this.#button.title = this.#on ? texts.readingOn : texts.readingOff;
    this.#button.replaceChildren(icon(this.#on ? 'sound' : 'mute'));
  }
}
