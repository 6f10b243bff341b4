// One short sentence above the writing box, with at most one thing to do about it.

import { element } from './render.js';

export class Notice {
  #kind = null;
  #node = document.getElementById('notice');

  show(kind, text, action = null) {
    this.#kind = kind;
    this.#node.replaceChildren(element('p', '', text));
    if (!action) return;
    const button = element('button', 'plain', action.label);
    button.type = 'button';
    button.addEventListener('click', () => { this.clear(); action.run(); });
    this.#node.append(button);
  }

  /** Takes the sentence away, if it is one of these kinds. */
  clear(...kinds) {
    if (!this.#kind || (kinds.length && !kinds.includes(this.#kind))) return;
    this.#kind = null;
    this.#node.replaceChildren();
  }
}

/** Says to screen readers what only shows as a picture; with a `pause`, not again until it is over. */
export function announcer() {
  const node = document.getElementById('announcer');
  const said = new Map();
  let wipe = 0;
  return (text, pause = 0) => {
    const now = performance.now();
    if (now - (said.get(text) ?? -Infinity) < pause) return;
    said.set(text, now);
    node.textContent = text;
    clearTimeout(wipe);
    wipe = setTimeout(() => { node.textContent = ''; }, 4000);
  };
}
