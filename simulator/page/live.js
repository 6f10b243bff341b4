// The live call: it rings at the company, what is typed or spoken goes to the assistant, and what it says is heard.
import { attempt, element, get, post } from './server.js';
import { person } from './person.js';
import { canDictate, dictation, sayAloud } from './speech.js';

const LOOK = 300;
const WHO = { caller: 'Tú', assistant: 'Asistente', voice: 'Voz de la línea', to_team: 'Al equipo, antes de pasarte' };
const NOTES = {
  interrupt: (text) => `Le cortaste; se oyó hasta: «${text || 'nada'}»`, keys: (text) => `Teclas: ${text}`,
  twilio: (text) => (text === 'Hangup' ? 'Se cortó la llamada' : text.replace('Dial', 'Llama al')),
  error: (text) => `Twilio diría: ${text}`, language: () => 'Cambió el idioma de la voz',
};
const STATES = { ringing: 'Llamando…', dialling: 'Un momento…', talking: 'En llamada', with_team: 'Hablas con el equipo', ended: 'Llamada terminada' };
const panel = document.querySelector('#call');
const talk = document.querySelector('#talk');
const state = document.querySelector('#call-state');
const form = document.querySelector('#live');
const line = document.querySelector('#live-line');
let call;
let seen = 0;
let timer;
let open;
const listeners = [];
export const onChange = (listener) => { listeners.push(listener); };

function phase(talking) {
  panel.classList.toggle('talking', talking);
  panel.classList.toggle('over', !talking && Boolean(call));
  form.hidden = !talking;
  document.querySelector('#before').hidden = talking;
}

function showTurn(one) {
  const mine = one.who === 'caller';
  if (one.partial && mine) return;
  if (open && one.who === 'assistant') {
    open.textContent += one.text;
  } else if (WHO[one.who]) {
    const words = element('p', { text: one.text });
    talk.append(element('article', { class: `bubble ${mine ? 'mine' : 'theirs'}` }, element('span', { class: 'who', text: WHO[one.who] }), words));
    open = one.who === 'assistant' ? words : undefined;
  } else {
    talk.append(element('p', { class: 'happened', text: (NOTES[one.who] || ((text) => text))(one.text) }));
  }
  if (one.who === 'assistant' && !one.partial) {
    sayAloud(open.textContent);
    open = undefined;
  } else if (one.who !== 'assistant') {
    open = undefined;
  }
  talk.scrollTop = talk.scrollHeight;
}

function show(answer) {
  if (!answer || !call) return;
  const news = answer.log.filter((one) => one.number >= seen);
  for (const one of news) {
    seen = one.number + 1;
    showTurn(one);
  }
  if (news.length) listeners.forEach((listener) => listener());
  const late = answer.latencies_ms.at(-1);
  state.textContent = STATES[answer.state] + (answer.state === 'talking' && late ? ` · contestó en ${Math.round(late)} ms` : '');
  if (answer.state === 'ended') finish();
}

function finish() {
  clearInterval(timer);
  dictation.stop();
  phase(false);
}

const look = async () => {
  if (call) show(await attempt(() => get(`/simulator/telephone/${call}?since=${seen}`)));
};

async function dial() {
  talk.replaceChildren();
  seen = 0;
  open = undefined;
  state.textContent = STATES.ringing;
  const hidden = document.querySelector('#hidden').checked;
  const team = document.querySelector('#team').checked ? 'answers' : 'no-answer';
  const answer = await attempt(() => post('/simulator/telephone', { from: hidden ? 'anonymous' : person.phone, aloud: true, team }));
  if (!answer) return;
  call = answer.sid;
  phase(true);
  show(answer);
  timer = setInterval(look, LOOK);
  line.focus();
}

const send = async (order) => {
  await attempt(() => post(`/simulator/telephone/${call}`, { ...order, wait: false }));
  await look();
};

function speak(event) {
  event?.preventDefault();
  const text = line.value.trim();
  if (!text) return;
  line.value = '';
  send(/^[0-9#*]$/.test(text) ? { keys: text } : { say: text });
  line.focus();
}

export function begin() {
  document.querySelector('#live-dial').addEventListener('click', dial);
  form.addEventListener('submit', speak);
  document.querySelector('#live-hang').addEventListener('click', () => send({ hang_up: true }));
  document.querySelector('#keys').addEventListener('click', (event) => {
    if (event.target.dataset.key) send({ keys: event.target.dataset.key });
  });
  const microphone = document.querySelector('#live-dictate');
  microphone.hidden = !canDictate;
  microphone.addEventListener('click', () => dictation.toggle(microphone, (said) => { line.value = said; speak(); }));
}
