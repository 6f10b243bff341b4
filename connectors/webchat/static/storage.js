// Browser storage that never throws (private mode, sandboxed frames), and the session it holds.

const memory = new Map();

function area(kind) {
  try { return window[kind]; } catch { return null; }
}

function read(kind, key) {
  try {
    const value = area(kind)?.getItem(key);
    if (value != null) return value;
  } catch { /* fall through to memory */ }
  return memory.get(key) ?? null;
}

function write(kind, key, value) {
  if (value == null || value === '') memory.delete(key);
  else memory.set(key, value);
  try {
    if (value == null || value === '') area(kind)?.removeItem(key);
    else area(kind)?.setItem(key, value);
  } catch { /* memory has it */ }
}

/** Kept on this device. */
export const kept = {
  get: (key) => read('localStorage', key),
  set: (key, value) => write('localStorage', key, value),
};

/** Kept for this tab only, over reloads. */
export const tab = {
  get: (key) => read('sessionStorage', key),
  set: (key, value) => write('sessionStorage', key, value),
};

/** A random UUID; plain http pages have no crypto.randomUUID. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const SESSION = 'hilo.session';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The session of this browser; `fresh` when it was made just now, so it has no history yet. */
export function openSession() {
  const stored = kept.get(SESSION);
  if (stored && UUID.test(stored)) return { session: stored, fresh: false };
  const session = newId();
  kept.set(SESSION, session);
  return { session, fresh: true };
}
