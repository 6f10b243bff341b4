// Dictation: what the microphone hears goes into the writing box.

import { voiceLocale } from './dates.js';
import { icon } from './render.js';
import { texts } from './texts.js';

const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;

const PROBLEMS = {
  'not-allowed': 'micDenied',
  'service-not-allowed': 'micDenied',
  'audio-capture': 'noMicrophone',
  network: 'voiceNetwork',
};

export class Voice {
  #button = document.getElementById('mic');
  #listening = null;

  /** `onStart()`, `onText(text)`, `onEnd({ text, problem, aborted })` */
  constructor({ onStart, onText, onEnd }) {
    Object.assign(this, { onStart, onText, onEnd });
    this.#paint();
    if (!Recognition) return;
    this.#button.hidden = false;
    this.#button.addEventListener('click', () => (this.#listening ? this.#listening.stop() : this.#start()));
  }

  get active() { return Boolean(this.#listening); }

  /** Stops without taking anything more. */
  abort() {
    const ear = this.#listening;
    if (!ear) return;
    this.#finish({ text: '', problem: null, aborted: true });
    try { ear.abort(); } catch { /* had ended */ }
  }

  #start() {
    const ear = new Recognition();
    ear.lang = voiceLocale;
    ear.interimResults = true;
    ear.continuous = false;
    ear.maxAlternatives = 1;
    let heard = '';
    let problem = null;
    ear.onresult = (event) => {
      if (ear !== this.#listening) return;
      heard = Array.from(event.results, (result) => result[0].transcript.trim()).filter(Boolean).join(' ');
      this.onText(heard);
    };
    ear.onnomatch = () => { problem = 'heardNothing'; };
    ear.onerror = (event) => {
      problem = event.error === 'aborted' ? 'aborted' : PROBLEMS[event.error] ?? 'heardNothing';
    };
    ear.onend = () => {
      if (ear !== this.#listening) return;
      const aborted = problem === 'aborted';
      // What was heard before a hiccup is still worth keeping.
      if (heard || aborted) problem = null;
      else problem ??= 'heardNothing';
      this.#finish({ text: heard, problem: problem && texts[problem], aborted });
    };
    this.#listening = ear;
    this.onStart();
    this.#paint();
    try {
      ear.start();
    } catch {
      this.#finish({ text: '', problem: texts.heardNothing, aborted: false });
    }
  }

  #finish(result) {
    this.#listening = null;
    this.#paint();
    this.onEnd(result);
  }

  #paint() {
    this.#button.setAttribute('aria-pressed', String(this.active));
    this.#button.setAttribute('aria-label', texts.micStart);
    this.#button.title = this.active ? texts.micStop : texts.micStart;
    this.#button.replaceChildren(icon(this.active ? 'stop' : 'mic'));
  }
}
