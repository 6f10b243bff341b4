// One message as nodes. Data only ever becomes text nodes and checked addresses.

import { hourOf } from './dates.js';
import { format, safeUrl, summary } from './format.js';
import { texts } from './texts.js';

const SVG = 'http://www.w3.org/2000/svg';

export function element(name, className = '', text = '') {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
}

export function icon(name, label = '') {
  const svg = document.createElementNS(SVG, 'svg');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.append(use);
  if (label) {
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', label);
  } else {
    svg.setAttribute('aria-hidden', 'true');
  }
  return svg;
}

function imageUrl(raw) {
  if (/^data:image\/(png|jpe?g|gif|webp|avif);/i.test(raw)) return raw;
  return safeUrl(raw);
}

function picture(message, assistant) {
  const src = imageUrl(message.image);
  if (!src) return null;
  const alt = texts.image(summary(message.text), assistant);
  const img = element('img');
  img.alt = alt;
  img.decoding = 'async';
  img.referrerPolicy = 'no-referrer';
  let frame = element('span', 'picture');
  if (!src.startsWith('data:')) {
    frame = element('a', 'picture');
    frame.href = src;
    frame.target = '_blank';
    frame.rel = 'noopener noreferrer';
    frame.setAttribute('aria-label', alt + texts.imageOpens);
  }
  img.addEventListener('load', () => frame.classList.add('loaded'));
  img.addEventListener('error', () => frame.replaceWith(element('em', 'gone', texts.imageFailed)));
  img.src = src;
  frame.append(img);
  return frame;
}

function attached(file) {
  const href = safeUrl(file.url);
  if (!href) return null;
  const a = element('a', 'file');
  a.href = href;
  a.target = '_blank';
  a.rel = 'noopener noreferrer';
  a.append(icon('file'), element('span', '', file.name || texts.file));
  return a;
}

function optionButtons(message, onButton) {
  const group = element('div', 'options');
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', texts.options);
  message.buttons.forEach((button) => {
    const node = element('button', 'option', button.title);
    node.type = 'button';
    node.addEventListener('click', (event) => onButton(message, button, event));
    group.append(node);
  });
  return group;
}

/** The node of a message. `onButton(message, button, event)`, `onRetry(message)` */
export function createMessage(message, { assistant, onButton, onRetry }) {
  const node = element('div', `message ${message.mine ? 'mine' : 'theirs'}`);
  const bubble = element('div', 'bubble');
  bubble.append(element('span', message.team ? 'team' : 'unseen', message.mine ? texts.you : message.team ? texts.team : texts.speaker(assistant)));
  const image = message.image ? picture(message, assistant) : null;
  if (image) bubble.append(image);
  const file = message.file ? attached(message.file) : null;
  if (message.text) {
    const body = element('div', 'body');
    body.append(message.mine ? message.text : format(message.text));
    bubble.append(body);
  }
  if (file) bubble.append(file);
  const foot = element('span', 'foot');
  const time = element('time', '', hourOf(message.at));
  time.dateTime = message.at.toISOString();
  foot.append(time);
  if (message.mine) foot.append(element('span', 'state'));
  bubble.append(foot);
  if (message.text || image || file) node.append(bubble);
  if (message.buttons.length) node.append(optionButtons(message, onButton));
  if (message.mine) {
    const problem = element('div', 'problem');
    problem.hidden = true;
    const retry = element('button', 'plain', texts.retry);
    retry.type = 'button';
    retry.addEventListener('click', () => onRetry(message));
    problem.append(element('p'), retry);
    node.append(problem);
  }
  return node;
}

const STATES = { pending: 'clock', accepted: 'tick', failed: 'warn' };

/** Brings a node up to date: its tick, its problem, its buttons, its place in a group. */
export function paintMessage(node, message, { active, chosen, first, last }) {
  node.classList.toggle('first', first);
  node.classList.toggle('last', last);
  const state = node.querySelector('.state');
  if (state && state.dataset.state !== message.state) {
    state.dataset.state = message.state;
    state.replaceChildren(icon(STATES[message.state], texts[message.state]));
    const problem = node.querySelector('.problem');
    problem.hidden = message.state !== 'failed';
    problem.firstChild.textContent = message.problem ?? '';
  }
  for (const option of node.querySelectorAll('.option')) {
    const picked = !active && chosen === option.textContent;
    option.disabled = !active;
    option.classList.toggle('chosen', picked);
    if (picked) option.setAttribute('aria-label', `${option.textContent} ${texts.chosen}`);
  }
}
