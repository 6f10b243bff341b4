// The chat page: joins the conversation, the connection and what is on the screen.

import { Composer, finePointer } from './composer.js';
import { Connection } from './connection.js';
import { Conversation, fromServer } from './conversation.js';
import { createDictation } from './dictation.js';
import { embedded, joinHost } from './frame.js';
import { Log } from './log.js';
import { announcer, Notice } from './notice.js';
import { asFrame, Outbox } from './outbox.js';
import { Reading } from './reading.js';
import { fetchHistory, fetchProfile, socketUrl } from './server.js';
import { newId, openSession } from './storage.js';
import { labelPage, texts } from './texts.js';
import { Unread } from './unread.js';
import { keepAboveKeyboard } from './viewport.js';
import { showProfile, Welcome } from './welcome.js';
import { offerWhatsApp } from './whatsapp.js';

const SILENCE = 20000;
const OFFLINE_AFTER = 1500;
const HISTORY_AFTER = 1200;
const WELCOME_AFTER = 2500;
const TYPING_PAUSE = 15000;

labelPage();
keepAboveKeyboard();

const { session, fresh } = openSession();
const conversation = new Conversation();
const outbox = new Outbox();
const notice = new Notice();
const announce = announcer();
const reading = new Reading();
const unread = new Unread(!embedded);
const welcome = new Welcome((text) => send(text));
const offline = document.getElementById('offline');
let assistant = texts.assistant;
let silence = 0;
let offlineTimer = 0;

const log = new Log(conversation, { assistant: () => assistant, onButton: press, onRetry: retry });

// --- the customer speaks -------------------------------------------------

const composer = new Composer({
  onSend: (text) => { voice.abort(); send(text); },
  onTyped: () => { voice.abort(); reading.stop(); notice.clear('voice', 'length'); },
  onTooLong: (limit) => notice.show('length', texts.tooLong(limit)),
});

function send(text, payload) {
  const message = { id: newId(), mine: true, text, payload, buttons: [], image: null, at: new Date(), state: 'pending' };
  conversation.add(message);
  reading.stop();
  notice.clear('voice', 'length', 'error');
  post(message);
}

function post(message) {
  outbox.add(message);
  if (!connection.send(asFrame(message))) connection.hurry();
  update({ follow: true });
  listenForSilence();
}

function press(message, button, event) {
  if (message !== conversation.open) return;
  const byKeyboard = event.detail === 0;
  send(button.title, button.payload);
  if (byKeyboard) composer.focus(); // the pressed button is disabled now and would lose the focus
}

function retry(message) {
  if (message.state !== 'failed') return;
  message.state = 'pending';
  message.problem = '';
  composer.focus();
  post(message);
}

// --- the assistant answers -----------------------------------------------

const connection = new Connection({ url: socketUrl, session, onOpen, onLost, onFrame });

function onOpen() {
  clearTimeout(offlineTimer);
  offlineTimer = 0;
  offline.textContent = '';
  outbox.values().forEach((item) => connection.send(asFrame(item)));
  listenForSilence();
  loadHistory();
}

function onLost() {
  clearTimeout(silence);
  log.setTyping(false);
  notice.clear('slow');
  offlineTimer ||= setTimeout(() => { offline.textContent = texts.offline; }, OFFLINE_AFTER);
}

function onFrame(frame) {
  notice.clear('slow');
  const asked = conversation.get(frame.reply_to ?? frame.id);
  switch (frame.type) {
    case 'accepted':
      if (asked?.state === 'pending') asked.state = 'accepted';
      update();
      break;
    case 'typing':
      log.setTyping(true);
      announce(texts.typing(assistant), TYPING_PAUSE);
      break;
    case 'messages':
      receive(frame, asked);
      break;
    case 'error':
      log.setTyping(false);
      refuse(asked, typeof frame.text === 'string' && frame.text ? frame.text : texts.error);
      break;
    default:
  }
  listenForSilence();
}

function receive(frame, asked) {
  log.setTyping(false);
  notice.clear('error');
  const ours = outbox.remove(frame.reply_to);
  if (asked?.mine) Object.assign(asked, { state: 'accepted', problem: '' });
  const list = Array.isArray(frame.messages) ? frame.messages : [];
  const added = list.map((raw) => fromServer({ ...raw, direction: 'out' })).filter((m) => m && conversation.add(m));
  update();
  hear(added, ours);
  if (frame.reply_to && !asked) loadHistory(); // asked in another tab: fetch the question too
}

/** New messages: read aloud, and counted where nobody is looking. */
function hear(messages, ours) {
  if (ours || unread.looking) messages.forEach((message) => reading.read(message));
  unread.add(messages.length);
}

function refuse(message, text) {
  if (!message?.mine) {
    notice.show('error', text);
    return;
  }
  outbox.remove(message.id);
  Object.assign(message, { state: 'failed', problem: text });
  update();
  announce(text);
}

function listenForSilence() {
  clearTimeout(silence);
  if (!outbox.size || !connection.isOpen) return;
  silence = setTimeout(() => {
    log.setTyping(false);
    notice.show('slow', texts.slow(assistant), { label: texts.retry, run: () => connection.restart() });
  }, SILENCE);
}

// --- what is on the screen -----------------------------------------------

function update(how) {
  welcome.empty = conversation.empty;
  log.refresh(how);
}

let loaded = fresh;
let loading = null;

function loadHistory() {
  loading ??= fetchHistory(session).then((history) => {
    loading = null;
    welcome.ready();
    if (!history) return;
    const added = conversation.merge(history);
    const missed = loaded ? added.filter((message) => !message.mine) : [];
    update({ quiet: !loaded, follow: !loaded });
    loaded = true;
    hear(missed, false);
  });
  return loading;
}

const voice = createDictation({ composer, notice, announce, onStart: () => reading.stop() });

joinHost({
  onShown: () => {
    unread.show(true);
    if (finePointer()) composer.focus();
    else log.scroller.focus({ preventScroll: true });
  },
  onHidden: () => {
    unread.show(false);
    voice.abort();
    reading.stop();
  },
});

// --- start ---------------------------------------------------------------

for (const { id, text, payload, at } of outbox.values()) {
  conversation.add({ id, mine: true, text, payload, buttons: [], image: null, at: new Date(at), state: 'pending' });
}
offlineTimer = setTimeout(() => { offline.textContent = texts.offline; }, 2 * OFFLINE_AFTER);
update({ quiet: true, follow: true });
connection.start();
if (fresh) welcome.ready();
// The history is asked for once the socket is open, so that nothing falls between the two; or without it.
setTimeout(() => { if (!loaded) loadHistory(); }, HISTORY_AFTER);
setTimeout(() => welcome.ready(), WELCOME_AFTER);
if (!embedded && finePointer()) composer.focus();

fetchProfile().then((profile) => {
  assistant = profile.assistant || assistant;
  unread.title = texts.title(assistant, profile.shop);
  showProfile(profile, assistant);
  welcome.fill(profile);
  if (profile.whatsapp) offerWhatsApp(session, notice);
});
