// The first screen, and what the shop's profile puts around the conversation.

import { format } from './format.js';
import { element } from './render.js';
import { texts } from './texts.js';

export class Welcome {
  #node = document.getElementById('welcome');
  #greeting = document.getElementById('greeting');
  #starters = document.getElementById('starters');
  #ready = false;
  #filled = false;
  #empty = true;

  /** `onStarter(text)` */
  constructor(onStarter) {
    this.onStarter = onStarter;
  }

  /** Shown only while there are no messages. */
  set empty(value) {
    this.#empty = value;
    this.#show();
  }

  /** It is known by now whether there is a history. */
  ready() {
    this.#ready = true;
    this.#show();
  }

  fill({ welcome, starters }) {
    const [first, ...rest] = (welcome || texts.welcome).split(/\n+/);
    const lines = [element('p', 'first'), element('p')];
    lines[0].append(format(first));
    lines[1].append(format(rest.join('\n')));
    this.#greeting.replaceChildren(...(rest.length ? lines : lines.slice(0, 1)));
    this.#greeting.classList.toggle('long', first.length > 90);
    this.#starters.replaceChildren(...(starters ?? texts.startersDefault).map((text) => {
      const chip = element('button', 'starter', text);
      chip.type = 'button';
      chip.addEventListener('click', () => { if (this.#empty) this.onStarter(text); });
      return chip;
    }));
    this.#filled = true;
    this.#show();
  }

  #show() {
    this.#node.hidden = !(this.#empty && this.#ready && this.#filled);
  }
}

/** Header and privacy notice. */
export function showProfile({ shop, privacy }, assistant) {
  document.getElementById('assistant').textContent = assistant;
  document.getElementById('shop').textContent = texts.shopLine(shop);
  const open = document.getElementById('privacy-open');
  const dialog = document.getElementById('privacy');
  if (!privacy) return;
  document.getElementById('privacy-text').replaceChildren(format(privacy));
  open.hidden = false;
  open.addEventListener('click', () => dialog.showModal());
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
}
