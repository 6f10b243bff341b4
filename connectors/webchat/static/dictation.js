// The microphone joined to the writing box: what is heard is left to be corrected,
// or sent at once in hands-free mode.

import { finePointer } from './composer.js';
import { kept } from './storage.js';
import { texts } from './texts.js';
import { Voice } from './voice.js';

const HANDS_FREE = 'hilo.handsfree';

export function createDictation({ composer, notice, announce, onStart }) {
  const bar = document.getElementById('listening');
  const handsFree = document.getElementById('handsfree');
  let before = '';

  const voice = new Voice({
    onStart: () => {
      onStart();
      notice.clear('voice', 'length');
      before = composer.value.trim();
      bar.hidden = false;
    },
    onText: (text) => {
      composer.value = [before, text].filter(Boolean).join(' ');
      composer.showEnd();
    },
    onEnd: ({ text, problem, aborted }) => {
      bar.hidden = true;
      if (problem) notice.show('voice', problem);
      if (aborted || !text) return;
      if (handsFree.checked) {
        composer.submit();
        return;
      }
      announce(texts.heard);
      if (finePointer()) composer.focus();
    },
  });

  handsFree.checked = kept.get(HANDS_FREE) === 'on';
  handsFree.addEventListener('change', () => kept.set(HANDS_FREE, handsFree.checked ? 'on' : ''));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !voice.active) return;
    event.preventDefault();
    voice.abort();
  });
  document.addEventListener('visibilitychange', () => { if (document.hidden) voice.abort(); });
  return voice;
}
