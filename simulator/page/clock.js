// The played world's clock, which can be moved so that what is promised for later falls due now.
import { attempt, get, notice, post } from './server.js';

const place = document.querySelector('#clock');
const time = document.querySelector('#time');
let offset = 0; // milliseconds by which it is ahead of this machine

function show() {
  time.textContent = new Date(Date.now() + offset).toLocaleString('es', { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
}

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
  const now = new Date(Date.now() + offset);
  const nine = new Date(now);
  nine.setDate(nine.getDate() + 1);
  nine.setHours(9, 0, 30, 0);
  return Math.round((nine - now) / 1000);
}

export async function begin() {
  place.addEventListener('click', (event) => {
    if (event.target.dataset.forward) forward(Number(event.target.dataset.forward));
  });
  document.querySelector('#tomorrow').addEventListener('click', () => forward(untilNine()));
  document.querySelector('#real').addEventListener('click', async () => {
    const answer = await attempt(() => post('/simulator/clock', { real: true }));
    if (answer) take(answer);
  });
  setInterval(show, 5000);
  const found = await attempt(() => get('/simulator/clock'));
  if (found) take(found);
}
