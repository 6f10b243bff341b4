// The telephone: a chat and a call beside what the assistant knows. At telephone size one of the three is shown.
import * as call from './call.js';
import * as chat from './chat.js';
import * as clock from './clock.js';
import * as known from './known.js';
import * as live from './live.js';
import * as person from './person.js';
import { attempt, get } from './server.js';

const tabs = [...document.querySelectorAll('[role="tab"]')];

function choose(tab) {
  for (const one of tabs) {
    const chosen = one === tab;
    one.setAttribute('aria-selected', String(chosen));
    one.tabIndex = chosen ? 0 : -1;
    document.getElementById(one.getAttribute('aria-controls')).classList.toggle('chosen', chosen);
  }
}

tabs.forEach((tab, place) => {
  tab.addEventListener('click', () => choose(tab));
  tab.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(place + step + tabs.length) % tabs.length];
    choose(next);
    next.focus();
  });
});
choose(tabs[0]);

const company = await attempt(() => get('/simulator/company')) || { name: 'la empresa' };
document.querySelectorAll('.company').forEach((place) => { place.textContent = company.name; });
document.querySelectorAll('.face').forEach((place) => { place.textContent = company.name.slice(0, 1); });
person.begin();

const world = document.querySelector('#world');
const wide = window.matchMedia('(min-width: 900px)');
const unfold = () => { world.open = wide.matches; };
wide.addEventListener('change', unfold);
unfold();
clock.begin();
chat.onChange(known.soon);
live.onChange(known.soon);
chat.begin();
call.begin(company.name);
live.begin();
known.begin();
