// The browser's own ears and voice, where it has them.

const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
export const canDictate = Boolean(Recognition);
let listening;
let button;

export const dictation = {
  toggle(pressed, heard) {
    if (listening) { this.stop(); return; }
    button = pressed;
    listening = new Recognition();
    listening.lang = 'es-AR';
    listening.continuous = true;
    listening.onresult = (event) => {
      const result = event.results[event.results.length - 1];
      if (result.isFinal) heard(result[0].transcript.trim());
    };
    listening.onend = () => this.stop();
    listening.start();
    button.setAttribute('aria-pressed', 'true');
  },
  stop() {
    const ended = listening;
    listening = undefined;
    button?.setAttribute('aria-pressed', 'false');
    ended?.stop();
    window.speechSynthesis?.cancel();
  },
};

// Aloud only while somebody speaks with the microphone: who types reads.
export function sayAloud(text) {
  if (!listening || !window.speechSynthesis) return;
  const words = new SpeechSynthesisUtterance(text);
  words.lang = 'es-AR';
  window.speechSynthesis.speak(words);
}
