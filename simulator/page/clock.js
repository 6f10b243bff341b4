// The played world's clock, which can be moved so that what is promised for later falls due now.
import { attempt, get, notice, post } from './server.js';

const place = document.querySelector('#clock');
const time = document.querySelector('#time');
const NINE = 9 * 3600 + 30; // seconds of the day, and half a minute for what is done at nine sharp
let offset = 0; // milliseconds by which it is ahead of this machine
const listeners = [];
let zone; // the person's, once it is known; until then this machine's

function show() {
  time.textContent = new Date(Date.now() + offset).toLocaleString('es', { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone });
}

// Another page may have moved it meanwhile.
export async function refresh() {
  const found = await attempt(() => get('/simulator/clock'));
  if (found) take(found);
  return found;
}

// Nine o'clock is the person's, wherever the designer sits.
export function setZone(name) {
  if (zone === (name || undefined)) return;
  zone = name || undefined;
  show();
  listeners.forEach((listener) => listener());
}

export const zoneName = () => zone;
export const timeNow = () => new Date(Date.now() + offset).toLocaleTimeString('es', { timeZone: zone });
export const onZone = (listener) => { listeners.push(listener); };

function take({ now, moved, movable }) {
  offset = new Date(now) - Date.now();
  place.classList.toggle('moved', moved);
  document.querySelector('#real').hidden = !moved;
  place.querySelectorAll('button').forEach((button) => { button.disabled = !movable; });
  show();
}

async function forward(seconds) {
  const answer = await attempt(() => post('/simulator/clock', { forward: seconds }));
  if (!answer) return;
  take(answer);
  notice('El reloj se adelantó: lo que estaba prometido para antes sale ahora.');
}

function untilNine() {
  const written = new Date(Date.now() + offset).toLocaleTimeString('en-GB', { hourCycle: 'h23', timeZone: zone });
  const [hours, minutes, seconds] = written.split(':').map(Number);
  return 24 * 3600 - (hours * 3600 + minutes * 60 + seconds) + NINE;
}

export async function begin() {
  place.addEventListener('click', (event) => {
    if (event.target.dataset.forward) forward(Number(event.target.dataset.forward));
  });
  document.querySelector('#tomorrow').addEventListener('click', async () => {
    if (await refresh()) forward(untilNine());
  });
  document.querySelector('#real').addEventListener('click', async () => {
    const answer = await attempt(() => post('/simulator/clock', { real: true }));
    if (answer) take(answer);
  });
  setInterval(show, 5000);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(); });
  await refresh();
}
