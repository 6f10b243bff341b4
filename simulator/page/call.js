// The call: turn by turn, typed or spoken, with an agent who follows a short script; hanging up reports it.
import { attempt, element, notice, post } from './server.js';
import { person } from './person.js';
import { SAMPLES, firstLine, nextLine } from './script.js';
import { canDictate, dictation, sayAloud } from './speech.js';

const panel = document.querySelector('#call');
const talk = document.querySelector('#talk');
const state = document.querySelector('#call-state');
const speaking = document.querySelector('#speaking');
const line = document.querySelector('#line');
const alone = document.querySelector('#alone');
let company = 'la empresa';
let turns = [];
let began = 0;
let direction = 'inbound';
let timer;

const seconds = () => Math.round((performance.now() - began) / 1000);
const clock = (count) => `${Math.floor(count / 60)}:${String(count % 60).padStart(2, '0')}`;

function show(turn) {
  talk.append(element(
    'article', { class: `bubble ${turn.role === 'user' ? 'mine' : 'theirs'}` },
    element('span', { class: 'who', text: turn.role === 'user' ? 'Tú' : 'Asistente' }), element('p', { text: turn.message }),
  ));
  talk.scrollTop = talk.scrollHeight;
}

function say(role, message) {
  const turn = { role, message, time_in_call_secs: seconds() };
  turns.push(turn);
  show(turn);
  if (role === 'agent') sayAloud(message);
}

function phase(name) {
  panel.classList.toggle('talking', name === 'talking');
  panel.classList.toggle('over', name === 'over');
  speaking.hidden = name !== 'talking';
  document.querySelector('#before').hidden = name === 'talking';
  clearInterval(timer);
  if (name === 'talking') {
    timer = setInterval(() => { state.textContent = `En llamada · ${clock(seconds())}`; }, 1000);
    state.textContent = 'En llamada · 0:00';
  }
}

function pickUp(towards) {
  turns = [];
  direction = towards;
  began = performance.now();
  talk.replaceChildren();
  phase('talking');
  say('agent', firstLine(company, direction));
  line.focus();
}

async function report(order, words) {
  state.textContent = 'Avisando a la empresa…';
  const answer = await attempt(() => post('/simulator/call', { from_number: person.phone, ...order }));
  const arrived = answer?.deliveries.every((one) => one.status >= 200 && one.status < 300);
  state.textContent = arrived ? words : 'El aviso de la llamada no llegó';
  if (answer && !arrived) notice('El aviso de la llamada no llegó. ¿Está en marcha el asistente?');
}

async function hangUp() {
  dictation.stop();
  phase('over');
  talk.scrollTop = talk.scrollHeight;
  await report({ transcript: turns, direction }, 'Llamada terminada. Mira WhatsApp.');
}

function speak(event) {
  event?.preventDefault();
  const message = line.value.trim();
  if (!message) return;
  line.value = '';
  const role = speaking.elements.role.value;
  say(role, message);
  if (role === 'user' && alone.checked) say('agent', nextLine(turns));
  line.focus();
}

function play(sample) {
  talk.replaceChildren();
  turns = sample.turns.map(([role, message], number) => ({ role, message, time_in_call_secs: number * 6 }));
  turns.forEach(show);
  phase('over');
  talk.scrollTop = talk.scrollHeight;
  report({ transcript: turns, direction: sample.direction || 'inbound' }, 'Llamada terminada. Mira WhatsApp.');
}

function fail(outcome) {
  talk.replaceChildren();
  phase('idle');
  const order = { outcome, direction: 'outbound' };
  if (outcome === 'voicemail') order.transcript = [{ role: 'agent', message: firstLine(company, 'outbound') }, { role: 'user', message: 'Deja tu mensaje después de la señal.' }];
  report(order, { 'no-answer': 'No contestaste', busy: 'Ocupado', voicemail: 'Saltó el buzón' }[outcome]);
}

export function begin(name) {
  company = name;
  document.querySelector('#dial').addEventListener('click', () => pickUp('inbound'));
  document.querySelector('#ring').addEventListener('click', () => pickUp('outbound'));
  document.querySelector('#hang').addEventListener('click', hangUp);
  speaking.addEventListener('submit', speak);
  document.querySelector('#failures').addEventListener('click', (event) => {
    if (event.target.dataset.outcome) fail(event.target.dataset.outcome);
  });
  for (const sample of SAMPLES) {
    const button = element('button', { type: 'button' }, element('strong', { text: sample.title }), element('span', { text: sample.says }));
    button.addEventListener('click', () => play(sample));
    document.querySelector('#samples').append(element('li', {}, button));
  }
  const microphone = document.querySelector('#dictate');
  microphone.hidden = !canDictate;
  microphone.addEventListener('click', () => dictation.toggle(microphone, (said) => { line.value = said; speak(); }));
}
