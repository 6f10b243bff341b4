// Keeps the page fresh without losing the reader's place, and makes the answer box pleasant. Works without it, too.

const EVERY = 2000;
const NEAR_END = 80;
const root = document.querySelector('[data-refresh]');
const offline = document.querySelector('[data-offline]');
const scroller = () => document.querySelector('[data-scroller]');

function toEnd() {
  const log = scroller();
  if (log) log.scrollTop = log.scrollHeight;
}

/** The message that was looked for, where the address names one. */
function lookedFor() {
  return /^#m\d+$/.test(location.hash) ? document.querySelector(location.hash) : null;
}

/** Puts a fresh part in the place of the old one: open details stay open, the thread stays at its end. */
function replace(old, fresh) {
  if (old.outerHTML === fresh.outerHTML || old.dataset.html === fresh.innerHTML) return;
  const open = new Map([...old.querySelectorAll('[data-keep-open]')].map((node) => [node.dataset.keepOpen, node.open]));
  for (const node of fresh.querySelectorAll('[data-keep-open]')) {
    if (open.has(node.dataset.keepOpen)) node.open = open.get(node.dataset.keepOpen);
  }
  if (old.matches('[data-keep-open]')) fresh.open = old.open;
  const html = fresh.innerHTML;
  if (old.matches('[data-scroller]')) {
    const atEnd = old.scrollHeight - old.scrollTop - old.clientHeight < NEAR_END;
    weave(old, fresh);
    if (atEnd) toEnd();
  } else if (!old.contains(document.activeElement) || old.matches('[data-part="list"]')) {
    const focused = document.activeElement?.closest?.('a')?.getAttribute('href');
    old.replaceChildren(...fresh.childNodes);
    for (const { name, value } of fresh.attributes) if (name !== 'open') old.setAttribute(name, value);
    if (focused) old.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  }
  old.dataset.html = html;
}

/** New messages are added to the log and changed ones exchanged, so that a screen reader reads only what is new. */
function weave(log, fresh) {
  const wanted = [...fresh.children];
  wanted.forEach((node, place) => {
    const here = log.children[place];
    if (!here) log.append(node);
    else if (here.outerHTML !== node.outerHTML) here.replaceWith(node);
  });
  while (log.children.length > wanted.length) log.lastElementChild.remove();
}

let tag = '';
async function refresh() {
  const answer = await fetch(root.dataset.refresh, { headers: tag ? { 'If-None-Match': tag } : {}, cache: 'no-store' });
  if (answer.status === 401) { location.href = '/entrar'; return; }
  if (answer.status === 304) return;
  if (!answer.ok) throw new Error(String(answer.status));
  tag = answer.headers.get('ETag') ?? '';
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const fresh of page.querySelectorAll('[data-part]')) {
    const old = root.querySelector(`[data-part="${fresh.dataset.part}"]`);
    if (old) replace(old, fresh);
  }
  const withPeople = root.querySelector('[data-with-people]')?.dataset.withPeople;
  for (const node of root.querySelectorAll('[data-only-with-people]')) node.hidden = withPeople !== 'yes';
  count();
}

/** Who waits is told by the tab's title, for whoever looks at another tab. */
const title = document.title;
function count() {
  const waiting = root.querySelector('#waiting .count')?.textContent.trim();
  document.title = waiting && waiting !== '0' ? `(${waiting}) ${title}` : title;
}

async function keepFresh() {
  for (;;) {
    await new Promise((done) => { setTimeout(done, EVERY); });
    if (document.hidden && !root.querySelector('#waiting')) continue;
    try {
      await refresh();
      offline.hidden = true;
    } catch {
      offline.hidden = false;
    }
  }
}

const narrow = matchMedia('(max-width: 820px)');
/** On a telephone the messages come first: what is known about the person is a touch away. */
function fold() {
  for (const node of document.querySelectorAll('.about > details')) node.open = !narrow.matches;
}

/** Whatever takes room from the thread (a note, a longer answer, the keyboard) takes it from its beginning. */
function keepAtEnd(log) {
  let [atEnd, height] = [!lookedFor(), log.clientHeight];
  log.addEventListener('scroll', () => {
    if (log.clientHeight !== height) return; // the room has changed, and not the reader's place
    atEnd = log.scrollHeight - log.scrollTop - height < NEAR_END;
  }, { passive: true });
  new ResizeObserver(() => {
    height = log.clientHeight;
    if (atEnd) toEnd();
  }).observe(log);
}

if (root) {
  fold();
  narrow.addEventListener('change', fold);
  if (lookedFor()) lookedFor().scrollIntoView({ block: 'center' });
  else toEnd();
  if (scroller()) keepAtEnd(scroller());
  count();
  keepFresh();
}

const answer = document.querySelector('[data-answer]');
if (answer) {
  const box = answer.querySelector('textarea');
  const kept = `hilo.draft.${answer.action}`;
  if (!box.value) box.value = sessionStorage.getItem(kept) ?? '';
  const grow = () => {
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight + 2, 220)}px`;
  };
  box.addEventListener('input', () => { sessionStorage.setItem(kept, box.value); grow(); });
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    if (box.value.trim()) answer.requestSubmit();
  });
  answer.addEventListener('submit', () => {
    sessionStorage.removeItem(kept);
    setTimeout(() => { answer.querySelector('button').disabled = true; });
  });
  addEventListener('pageshow', () => { answer.querySelector('button').disabled = false; });
  grow();
  if (matchMedia('(pointer: fine)').matches) box.focus();
}

/** Back goes to the list, or the search, from where one came. */
const from = document.referrer && new URL(document.referrer);
if (from && from.origin === location.origin && from.pathname === '/conversaciones') {
  const list = from.pathname + from.search;
  const back = () => document.querySelector('.head .back')?.setAttribute('href', list);
  back();
  new MutationObserver(back).observe(document.querySelector('.head') ?? document.body, { childList: true });
}
