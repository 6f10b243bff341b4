// What the assistant knows of the person, in words.
import { element, get } from './server.js';
import { person } from './person.js';
import { refresh, setZone, timeNow, zoneName } from './clock.js';

const place = document.querySelector('#facts');
const state = document.querySelector('#known-state');
const SOON = 900; // milliseconds: several changes are one
const EVERY = 30000;
const NAMES = {
  person_name: 'Nombre', product: 'Producto', color: 'Color', size: 'Talle', quantity: 'Cantidad', budget: 'Presupuesto', city: 'Ciudad', email: 'Correo', phone: 'Teléfono', alt_phone: 'Otro teléfono', order_number: 'Pedido', needed_by: 'Para cuándo', callback_at: 'Cuándo escribirle', company: 'Empresa', date_time: 'Fecha', product_problem: 'Problema', delivery_address: 'Dirección', occasion: 'Ocasión', payment_method: 'Pago', competitor: 'Otra tienda', preferences: 'Preferencias', tax_id_given: 'Documento', register: 'Trato',
};
const STAGES = { prospect: 'recién llega', interested: 'le interesa comprar', customer: 'ya es cliente' };
const STATUSES = { bot: 'la atiende el asistente', waiting_human: 'espera a una persona del equipo', human: 'la atiende una persona', closed: 'terminada' };
const PURPOSES = { service: 'atención', marketing: 'novedades', all: 'todo', analytics: 'estadísticas', ads: 'anuncios' };
const CONSENTS = { granted: 'aceptó', denied: 'no quiso', revoked: 'pidió no recibir' };
const CHANNELS = { whatsapp: 'WhatsApp', sms: 'SMS', voice: 'llamadas', call: 'llamada', phone: 'llamada', email: 'correo', webchat: 'chat web', conversation: 'API', all: 'todos los canales' };
const ACTIONS = { write: 'escribirle', write_back: 'escribirle', call_back: 'llamarla', send_quote: 'mandarle la cotización', call: 'llamarla', follow_up: 'seguir la conversación' };
const ACTION_STATUS = { open: 'pendiente', done: 'hecho', cancelled: 'cancelado', kept: 'cumplida', late: 'atrasada' };
const OWN = new Set(['proven_order']); // what the assistant keeps for itself
const PAYLOAD = /^\/\w+$/; // what a button sends is nobody's words
let before = new Set();
let waiting;
let asking = false;
let again = false;

const when = (at) => (at ? new Date(at).toLocaleString('es', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: zoneName() }) : '');

function value(found) {
  if (found === null || found === undefined) return '—';
  if (Array.isArray(found)) return found.map(value).join(', ');
  if (typeof found === 'object') {
    const money = (amount) => `${found.currency || '$'} ${Number(amount).toLocaleString('es-AR')}`;
    if (found.amount !== undefined && found.amount !== null) return money(found.amount);
    if (found.max !== undefined || found.min !== undefined) return [found.min && `desde ${money(found.min)}`, found.max && `hasta ${money(found.max)}`].filter(Boolean).join(' ');
    return Object.values(found).map(value).join(' ');
  }
  if (/^\d{4}-\d{2}-\d{2}T/.test(found)) return when(found);
  return String(found);
}

function tag(text, unsure = false) {
  return element('span', { class: unsure ? 'tag unsure' : 'tag', text });
}

function part(title, rows) {
  if (!rows.length) return undefined;
  return element('section', {}, element('h3', { text: title }), element('ul', {}, ...rows));
}

function row(key, ...inside) {
  const isNew = before.size > 0 && !before.has(key);
  return element('li', { class: isNew ? 'new' : undefined, 'data-key': key }, ...inside);
}

function fact(one) {
  return row(
    `fact ${one.name} ${JSON.stringify(one.value)}`, element('b', { text: `${NAMES[one.name] || one.name}: ` }), value(one.value),
    one.confidence < 0.7 && tag('por confirmar', true), one.quote && !PAYLOAD.test(one.quote.trim()) && element('q', { text: one.quote }),
  );
}

// What holds now of a ledger: the newest line that speaks of a purpose and a channel decides.
function standing(consents) {
  return [...new Set(consents.map((one) => one.channel))].flatMap((channel) => {
    const last = (purpose) => consents.filter((one) => [purpose, 'all'].includes(one.purpose) && [channel, 'all'].includes(one.channel)).pop();
    const [service, marketing] = ['service', 'marketing'].map(last);
    if (service && marketing && service.status === marketing.status) return [{ ...service, purpose: 'all', channel }];
    return [service && { ...service, purpose: 'service', channel }, marketing && { ...marketing, purpose: 'marketing', channel }].filter(Boolean);
  });
}

// One line a name: of several that hold the newest stands, which the list has first.
function shown(facts) {
  return facts.filter((one, at) => !OWN.has(one.name) && facts.findIndex((other) => other.name === one.name) === at);
}

function parts({ contact, conversation, facts, commitments, pending_questions: questions, next_actions: actions, consents }) {
  return [
    part('La persona', [
      row('name', element('b', { text: contact.name || 'Todavía no dijo su nombre' }), tag(STAGES[contact.stage] || contact.stage)),
      conversation && row(`conversation ${conversation.status}`, `La conversación: ${STATUSES[conversation.status] || conversation.status}`),
    ].filter(Boolean)),
    part('Datos', shown(facts).map(fact)),
    part('Preguntas', questions.map((one) => row(`question ${one.question} ${one.status}`, one.question, tag(one.status === 'open' ? 'sin responder' : 'ya no está pendiente', one.status === 'open')))),
    part('Promesas', commitments.map((one) => row(
      `commitment ${one.what} ${one.status}`, element('b', { text: one.who === 'business' ? 'La empresa: ' : 'La persona: ' }), one.what,
      tag(ACTION_STATUS[one.status] || one.status), one.due && element('small', { text: when(one.due) }),
    ))),
    part('Lo que sigue', actions.map((one) => row(
      `action ${one.type} ${one.due} ${one.status}`, ACTIONS[one.type] || one.type, tag(ACTION_STATUS[one.status] || one.status), one.due && element('small', { text: when(one.due) }),
    ))),
    part('Permisos', standing(consents).map((one) => row(`consent ${one.purpose} ${one.channel} ${one.status}`, `${CONSENTS[one.status] || one.status}: ${PURPOSES[one.purpose] || one.purpose}, ${CHANNELS[one.channel] || one.channel}`))),
  ].filter(Boolean);
}

function draw(known) {
  setZone(known?.contact.time_zone);
  if (!known) {
    before = new Set();
    place.replaceChildren(element('p', { class: 'nothing', text: 'Todavía no te conoce. Escríbele o llámalo.' }));
    return;
  }
  const thread = known.timeline.slice(-12).reverse().map((one) => row(
    `message ${one.at} ${one.author} ${one.text}`, element('small', { text: `${when(one.at)} · ${CHANNELS[one.channel] || one.channel}${one.intent ? ` · ${one.intent}` : ''}` }),
    element('b', { text: { customer: 'Tú: ', bot: 'Asistente: ', agent: 'Persona del equipo: ' }[one.author] || '' }), one.text.replace(/\*([^*\n]+)\*/g, '$1'),
  ));
  place.replaceChildren(...[...parts(known), part('El hilo', thread)].filter(Boolean));
  before = new Set([...place.querySelectorAll('li')].map((one) => one.dataset.key));
}

export async function ask() {
  if (asking) { again = true; return; }
  asking = true;
  try {
    const { known } = await get(`/simulator/known?person=${encodeURIComponent(person.phone)}`);
    draw(known);
    await refresh();
    state.textContent = known ? `Al ${timeNow()}` : '';
  } catch (error) {
    state.textContent = error.message;
  }
  asking = false;
  if (again) { again = false; soon(); }
}

export function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(ask, SOON);
}

export function begin() {
  document.querySelector('#refresh').addEventListener('click', ask);
  person.onChange(() => { before = new Set(); ask(); });
  setInterval(() => { if (!document.hidden) ask(); }, EVERY);
  ask();
}
