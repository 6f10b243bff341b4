// The WebSocket: opens it, opens it again when it falls, and hands over what arrives.

const FIRST_DELAY = 800;
const LONGEST_DELAY = 30000;
const OPENING_LIMIT = 10000;
const STEADY_AFTER = 5000;

export class Connection {
  #url; #protocol; #socket = null; #attempt = 0; #retry = 0; #opening = 0; #steady = 0; #wentOffline = false;

  /** `onOpen()`, `onLost()`, `onFrame(frame)` */
  constructor({ url, session, onOpen, onLost, onFrame }) {
    this.#url = url;
    this.#protocol = `hilo.${session}`;
    this.onOpen = onOpen;
    this.onLost = onLost;
    this.onFrame = onFrame;
    window.addEventListener('offline', () => { this.#wentOffline = true; this.onLost(); });
    window.addEventListener('online', () => this.restart());
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.hurry(); });
    window.addEventListener('pageshow', (event) => { if (event.persisted) this.restart(); });
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN && !this.#wentOffline;
  }

  start() {
    this.#drop();
    let socket;
    try {
      socket = new WebSocket(this.#url, [this.#protocol]);
    } catch {
      this.#later();
      return;
    }
    this.#socket = socket;
    this.#opening = setTimeout(() => this.#fail(socket), OPENING_LIMIT);
    socket.onopen = () => {
      clearTimeout(this.#opening);
      this.#wentOffline = false;
      this.#steady = setTimeout(() => { this.#attempt = 0; }, STEADY_AFTER);
      this.onOpen();
    };
    socket.onclose = () => this.#fail(socket);
    socket.onmessage = (event) => {
      let frame;
      try { frame = JSON.parse(event.data); } catch { return; }
      if (frame && typeof frame === 'object') this.onFrame(frame);
    };
  }

  /** Sends when it can; tells whether it did. */
  send(frame) {
    if (!this.isOpen) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Opens anew at once, for a socket that looks open but may be dead. */
  restart() {
    this.#attempt = 0;
    this.#wentOffline = false;
    this.start();
  }

  /** Cuts a wait between two attempts short. */
  hurry() {
    if (!this.#socket) this.start();
  }

  #fail(socket) {
    if (socket !== this.#socket) return;
    this.#drop();
    this.onLost();
    this.#later();
  }

  #drop() {
    clearTimeout(this.#retry);
    clearTimeout(this.#opening);
    clearTimeout(this.#steady);
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onclose = socket.onmessage = null;
    try { socket.close(); } catch { /* already gone */ }
  }

  #later() {
    const longest = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#attempt);
    this.#attempt += 1;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.start(), longest * (0.5 + Math.random() / 2));
  }
}
