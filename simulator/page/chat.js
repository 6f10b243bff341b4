// The chat, by WhatsApp or by text message: bubbles with their ticks, buttons and lists, what can be sent besides text.
import { attempt, element, get, post } from './server.js';
import { onZone, zoneName } from './clock.js';
import { person } from './person.js';

const LOOK = 500; // milliseconds
const PATIENCE = 15000;
const log = document.querySelector('#log');
const doing = document.querySelector('#doing');
const box = document.querySelector('#text');
const extras = document.querySelector('#extras');
const attach = document.querySelector('#attach');
const THINGS = { audio: '🎤 Mensaje de voz', video: '🎥 Video', application: '📄 Archivo', text: '👤 Contacto' };
const PICTURE = /\.(png|jpe?g|gif|webp|svg)$/i;
const TICKS = { queued: ['🕓', 'En cola'], sending: ['🕓', 'Enviando'], sent: ['✓', 'Enviado'], delivered: ['✓✓', 'Entregado'], read: ['✓✓', 'Leído'] };
const channels = [...document.querySelectorAll('#channels button')];
let seen = {};
let version = -1;
let shown = new Map();
let listeners = [];

export const onChange = (listener) => { listeners.push(listener); };

async function send(order) {
  await attempt(() => post(`/simulator/${person.channel}`, { from: person.phone, name: person.name, wait: false, ...order }));
  await look();
}

function formatted(text) {
  const line = element('p');
  for (const part of text.split(/(\*[^*\n]+\*|_[^_\n]+_|https?:\/\/\S+)/)) {
    if (/^\*.+\*$/.test(part)) line.append(element('strong', { text: part.slice(1, -1) }));
    else if (/^_.+_$/.test(part)) line.append(element('em', { text: part.slice(1, -1) }));
    else if (/^https?:/.test(part)) line.append(element('a', { href: part, text: part, target: '_blank', rel: 'noopener' }));
    else line.append(part);
  }
  return line;
}

function status(message) {
  if (message.mine) {
    const arrived = message.arrived;
    if (arrived === false) return element('span', { class: 'failed', text: 'No llegó' });
    return element('span', { class: 'ticks', role: 'img', 'aria-label': arrived ? 'Entregado' : 'Enviando', text: arrived ? '✓✓' : '✓' });
  }
  if (message.error_code || !TICKS[message.status]) {
    return element('span', { class: 'failed', text: `No entregado${message.error_code ? ` (${message.error_code})` : ''}` });
  }
  const [sign, said] = TICKS[message.status];
  return element('span', { class: `ticks ${message.status}`, role: 'img', 'aria-label': said, title: said, text: sign });
}

function media(one) {
  const url = new URL(one.url, location);
  if (one.type ? one.type.startsWith('image/') : PICTURE.test(url.pathname)) return element('img', { src: url.href, alt: 'Foto' });
  const name = decodeURIComponent(url.pathname.split('/').pop());
  const text = THINGS[one.type.split('/')[0]] || `📄 ${name}`;
  return element('a', { class: 'thing', href: url.href, target: '_blank', rel: 'noopener', text });
}

function bubble(message) {
  const at = new Date(message.at).toLocaleTimeString('es', { hour: '2-digit', minute: '2-digit', timeZone: zoneName() });
  const place = message.location;
  return element(
    'article', { class: `bubble ${message.mine ? 'mine' : 'theirs'}`, 'data-sid': message.sid, 'data-status': message.status },
    element('span', { class: 'unseen', text: message.mine ? 'Tú:' : 'La empresa:' }),
    ...message.media.map((one) => (typeof one === 'string' ? media({ type: '', url: one }) : media(one))),
    place && element('span', { class: 'thing', text: `📍 ${place.label || place.address || 'Ubicación'}` }),
    message.body && formatted(message.body),
    element(
      'footer', {}, message.segments > 1 && element('span', { text: `${message.segments} SMS` }),
      element('time', { datetime: message.at, text: at }), status(message),
    ),
  );
}

function choice(item, kind) {
  if (item.url) return element('a', { href: item.url, target: '_blank', rel: 'noopener', text: item.title });
  const button = element('button', { type: 'button', class: 'choice', text: item.title });
  if (item.description) button.append(element('small', { text: item.description }));
  button.addEventListener('click', () => send({ [kind]: { title: item.title, payload: item.payload } }));
  return button;
}

function choices(message) {
  if (message.buttons) return element('div', { class: 'choices' }, ...message.buttons.map((one) => choice(one, 'button')));
  if (!message.list) return undefined;
  return element('div', { class: 'choices' }, element(
    'details', {}, element('summary', { text: `☰ ${message.list.button}` }), ...message.list.items.map((one) => choice(one, 'item')),
  ));
}

function draw(messages) {
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  const sids = new Set(messages.map((message) => message.sid));
  for (const [sid, entry] of shown) {
    if (!sids.has(sid)) { entry.parts.forEach((part) => part.remove()); shown.delete(sid); }
  }
  let added = false;
  for (const message of messages) {
    const state = JSON.stringify([message.status, message.error_code, message.arrived]);
    const before = shown.get(message.sid);
    if (before && before.state === state) continue;
    if (before) {
      const fresh = bubble(message);
      before.parts[0].replaceWith(fresh);
      before.parts[0] = fresh;
      before.state = state;
      continue;
    }
    const parts = [bubble(message), choices(message)].filter(Boolean);
    log.append(...parts);
    shown.set(message.sid, { state, parts });
    added = true;
  }
  document.querySelector('#empty').hidden = messages.length > 0;
  if (added && (atEnd || messages.at(-1)?.mine)) log.scrollTop = log.scrollHeight;
  if (added && atEnd) requestAnimationFrame(() => { log.scrollTop = log.scrollHeight; });
}

function tell(messages, clock) {
  const last = messages.at(-1);
  const waits = last?.mine && last.arrived !== false && new Date(clock) - new Date(last.at) < PATIENCE;
  doing.textContent = waits ? 'escribiendo…' : 'en línea';
}

async function look() {
  const found = await get(`/simulator/thread?person=${encodeURIComponent(person.address)}`);
  tell(found.messages, found.now);
  mark(found.elsewhere);
  if (found.version === version) return;
  version = found.version;
  draw(found.messages);
  listeners.forEach((listener) => listener());
}

// What has come on the chat that is not open is marked on its button.
function mark(elsewhere) {
  const other = channels.find((one) => one.dataset.channel !== person.channel);
  if (seen[other.dataset.channel] === undefined) seen[other.dataset.channel] = elsewhere;
  const news = elsewhere - seen[other.dataset.channel];
  other.classList.toggle('news', news > 0);
  other.setAttribute('aria-label', news > 0 ? `${other.textContent}, mensajes nuevos` : other.textContent);
}

function open(channel) {
  seen[person.channel] = undefined;
  person.channel = channel;
  channels.forEach((one) => {
    one.setAttribute('aria-pressed', String(one.dataset.channel === channel));
    one.classList.remove('news');
    one.setAttribute('aria-label', one.textContent);
  });
  document.querySelector('#chat').classList.toggle('sms', channel === 'sms');
  extras.querySelectorAll('button').forEach((one) => { one.hidden = channel === 'sms' && one.dataset.send !== 'image'; });
  afresh();
  attempt(look);
}

function afresh() {
  version = -1;
  shown = new Map();
  log.replaceChildren();
}

async function keepLooking() {
  for (;;) {
    try {
      if (!document.hidden) await look();
    } catch (error) {
      doing.textContent = error.message;
    }
    await new Promise((resolve) => { setTimeout(resolve, LOOK); });
  }
}

function toggle(open) {
  extras.hidden = !open;
  attach.setAttribute('aria-expanded', String(open));
  if (open) extras.querySelector('button').focus();
}

function grow() {
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight + 3, 120)}px`;
}

function write(event) {
  event.preventDefault();
  const body = box.value.trim();
  if (!body) return;
  box.value = '';
  grow();
  box.focus();
  send({ body });
}

const STUBS = {
  image: { media: 'image' }, audio: { media: 'audio' }, file: { media: 'file' },
  location: { location: { latitude: -31.6333, longitude: -60.7, label: 'Plaza 25 de Mayo', address: 'Santa Fe, Argentina' } },
};

export function begin() {
  document.querySelector('#composer').addEventListener('submit', write);
  box.addEventListener('input', grow);
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) write(event);
  });
  attach.addEventListener('click', () => toggle(extras.hidden));
  extras.addEventListener('click', (event) => {
    const stub = STUBS[event.target.dataset.send];
    if (!stub) return;
    toggle(false);
    box.focus();
    send(stub);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !extras.hidden) { toggle(false); attach.focus(); }
  });
  document.addEventListener('click', (event) => {
    if (!extras.hidden && !event.target.closest('.menu')) toggle(false);
  });
  channels.forEach((one) => one.addEventListener('click', () => open(one.dataset.channel)));
  person.onChange(() => { seen = {}; afresh(); attempt(look); });
  onZone(afresh);
  keepLooking();
}
