// The three things fetched over plain HTTP, and the address of the socket.

const base = new URL('../', import.meta.url);

export const socketUrl = (() => {
  const url = new URL('socket', base);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
})();

async function getJson(path, headers = {}, method = 'GET') {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), 10000);
  try {
    const answer = await fetch(new URL(path, base), {
      method,
      headers: { Accept: 'application/json', ...headers },
      cache: 'no-store',
      signal: abort.signal,
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return await answer.json();
  } finally {
    clearTimeout(timer);
  }
}

/** The messages of the session, oldest first; null when they could not be had. */
export async function fetchHistory(session) {
  try {
    const data = await getJson('history', { 'X-Hilo-Session': session });
    return Array.isArray(data?.messages) ? data.messages : null;
  } catch {
    return null;
  }
}

/** How to go on by WhatsApp, {link, text}, with a new code; null when it could not be had. */
export async function fetchWayToWhatsApp(session) {
  try {
    const data = await getJson('whatsapp', { 'X-Hilo-Session': session }, 'POST');
    return data?.link?.startsWith('https://wa.me/') ? { link: data.link, text: text(data.text) } : null;
  } catch {
    return null;
  }
}

const text = (value) => (typeof value === 'string' ? value.trim() : '');

/** What the shop says of itself; every field may be empty. */
export async function fetchProfile() {
  let data = {};
  try { data = (await getJson('profile')) ?? {}; } catch { /* the page works without */ }
  const starters = Array.isArray(data.starters) ? data.starters.map(text).filter(Boolean).slice(0, 8) : null;
  return { shop: text(data.name), assistant: text(data.assistant), welcome: text(data.welcome), privacy: text(data.privacy), starters, whatsapp: data.whatsapp === true };
}
