// Puts Hilo on another site: <script src="https://host/webhooks/webchat/embed.js" data-position="right"></script>
// A classic script on purpose, so that any page can take it. It adds one element and no globals.
(() => {
  'use strict';

  const MARK = 'data-hilo-chat';
  const texts = {
    open: 'Abrir el chat con Hilo',
    close: 'Cerrar el chat con Hilo',
    unread: (n) => (n === 1 ? 'Abrir el chat con Hilo, 1 mensaje nuevo' : `Abrir el chat con Hilo, ${n} mensajes nuevos`),
    title: 'Chat con Hilo',
    loading: 'Abriendo el chat…',
    failed: 'No pudimos abrir el chat. Prueba otra vez en un momento.',
    retry: 'Reintentar',
    dismiss: 'Cerrar',
  };
  const LOADING_LIMIT = 12000;
  const ICON = 'M7 34.5C13 33 20.5 22 21.5 14c.6-4.600-3.800-5-5.200-.4C14.300 20 14.500 30.500 14.500 38.500c.6-8 4.300-13.700 8.800-13.700 4.600 0 4.300 5.200 3.700 8.700-.6 3.800 1.600 5.600 4.800 4.200 4-1.700 5.700-6.700 9.200-7.200';
  const CROSS = 'M15 15L33 33M33 15L15 33';
  const STYLE = `
    :host { all: initial; }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    .hilo { font: 16px/1.4 system-ui, sans-serif; color: #2e1f1c; --paper: #fdf9f3; --side: right; }
    .launcher { position: fixed; z-index: 2147483000; bottom: calc(20px + env(safe-area-inset-bottom)); right: calc(20px + env(safe-area-inset-right));
      width: 60px; height: 60px; padding: 0; border: 0; border-radius: 50%; background: #b3273a; color: #fdf9f3; cursor: pointer;
      box-shadow: 0 6px 20px rgb(60 15 20 / .35); transition: transform .18s ease; }
    .launcher:hover { transform: scale(1.05); }
    .launcher:focus-visible, .cover button:focus-visible { outline: 3px solid #fdf9f3; box-shadow: 0 0 0 6px #b3273a; }
    .launcher svg { display: block; width: 38px; height: 38px; margin: auto; fill: none; stroke: currentColor; stroke-width: 3; stroke-linecap: round; stroke-linejoin: round; }
    .badge { position: absolute; top: -3px; right: -3px; min-width: 22px; height: 22px; padding: 0 5px; border-radius: 11px; background: #fdf9f3; color: #8f1c2d;
      font: 700 13px/22px system-ui, sans-serif; text-align: center; box-shadow: 0 1px 4px rgb(0 0 0 / .3); }
    .panel { position: fixed; z-index: 2147483000; bottom: calc(94px + env(safe-area-inset-bottom)); right: calc(20px + env(safe-area-inset-right));
      width: 400px; height: min(660px, calc(100vh - 114px)); height: min(660px, calc(100dvh - 114px)); overflow: hidden;
      border-radius: 20px; background: var(--paper); box-shadow: 0 16px 50px rgb(50 15 15 / .3), 0 0 0 1px rgb(80 40 30 / .12); }
    .left .launcher, .left .panel { right: auto; left: calc(20px + env(safe-area-inset-left)); }
    iframe { display: block; width: 100%; height: 100%; border: 0; }
    .cover { position: absolute; inset: 0; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 12px;
      padding: 24px; text-align: center; background: var(--paper); }
    .cover p { margin: 0 0 6px; }
    .cover button { min-height: 44px; padding: 8px 22px; border: 1.5px solid currentColor; border-radius: 22px; background: none; color: #8f1c2d; font: inherit; font-weight: 600; cursor: pointer; }
    @media (max-width: 479.98px), (max-height: 479.98px) {
      .panel, .left .panel { top: var(--top, 0); right: 0; bottom: auto; left: 0; width: auto; height: 100vh; height: var(--height, 100dvh); border-radius: 0; z-index: 2147483001; }
    }
    @media (prefers-color-scheme: dark) {
      .hilo { color: #f4eae3; --paper: #1d1614; }
      .cover button { color: #f3a0a9; }
    }
    @media (prefers-reduced-motion: reduce) { .launcher { transition: none; } }`;

  const script = document.currentScript ?? document.querySelector('script[src*="/webchat/"][src*="embed.js"]');
  if (!script) return;
  const base = new URL(/\/static\/[^/]*$/.test(new URL(script.src).pathname) ? '../' : './', script.src);
  const page = new URL('?embed=1', base);

  if (document.body) mount();
  else document.addEventListener('DOMContentLoaded', mount, { once: true });

  function make(name, className, parent, attributes = {}) {
    const node = document.createElement(name);
    if (className) node.className = className;
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    parent.append(node);
    return node;
  }

  function mount() {
    if (document.querySelector(`[${MARK}]`)) return; // included twice
    const host = make('div', '', document.body, { [MARK]: '' });
    const root = host.attachShadow({ mode: 'open' });
    addStyle(root);
    const side = script.dataset.position === 'left' ? 'left' : 'right';
    const box = make('div', `hilo ${side}`, root, { lang: 'es' });
    const launcher = make('button', 'launcher', box, {
      type: 'button', 'aria-label': texts.open, 'aria-expanded': 'false', 'aria-controls': 'panel', 'aria-haspopup': 'dialog',
    });
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    svg.setAttribute('viewBox', '0 0 48 48');
    svg.setAttribute('aria-hidden', 'true');
    path.setAttribute('d', ICON);
    svg.append(path);
    launcher.append(svg);
    const badge = make('span', 'badge', launcher, { hidden: '', 'aria-hidden': 'true' });
    const panel = make('div', 'panel', box, { id: 'panel', role: 'dialog', 'aria-label': texts.title, hidden: '' });
    const cover = make('div', 'cover', panel, { role: 'status' });
    let frame = null;
    let ready = false;
    let loading = 0;
    let unread = 0;

    const isOpen = () => !panel.hidden;
    const tell = (type) => { if (ready) frame.contentWindow.postMessage({ type: `hilo:${type}` }, base.origin); };

    function showCover(text, withRetry) {
      cover.replaceChildren();
      cover.hidden = false;
      make('p', '', cover).textContent = text;
      const buttons = withRetry ? [[texts.retry, load], [texts.dismiss, close]] : [[texts.dismiss, close]];
      for (const [label, run] of buttons) {
        const button = make('button', '', cover, { type: 'button' });
        button.textContent = label;
        button.addEventListener('click', run);
      }
    }

    function load() {
      ready = false;
      frame?.remove();
      showCover(texts.loading, false);
      clearTimeout(loading);
      loading = setTimeout(() => { if (!ready) showCover(texts.failed, true); }, LOADING_LIMIT);
      frame = document.createElement('iframe');
      frame.title = texts.title;
      frame.allow = 'microphone; autoplay';
      frame.src = page.href;
      panel.prepend(frame);
    }

    function open() {
      panel.hidden = false;
      if (!ready) load();
      paint();
      fit();
      frame.focus({ preventScroll: true });
      tell('shown');
    }

    function close() {
      if (!isOpen()) return;
      tell('hidden');
      panel.hidden = true;
      paint();
      launcher.focus({ preventScroll: true });
    }

    function paint() {
      const count = isOpen() ? 0 : unread;
      launcher.setAttribute('aria-expanded', String(isOpen()));
      launcher.setAttribute('aria-label', isOpen() ? texts.close : count ? texts.unread(count) : texts.open);
      path.setAttribute('d', isOpen() ? CROSS : ICON);
      badge.hidden = !count;
      badge.textContent = count > 9 ? '9+' : String(count);
    }

    // The frame cannot see the host's on-screen keyboard, so the panel makes room for it.
    function fit() {
      const view = window.visualViewport;
      if (!view || Math.abs(view.scale - 1) > 0.02 || window.innerHeight - view.height < 80) {
        box.style.removeProperty('--height');
        box.style.removeProperty('--top');
        return;
      }
      box.style.setProperty('--height', `${view.height}px`);
      box.style.setProperty('--top', `${view.offsetTop}px`);
    }

    launcher.addEventListener('click', () => (isOpen() ? close() : open()));
    window.visualViewport?.addEventListener('resize', fit);
    window.visualViewport?.addEventListener('scroll', fit);
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented || !isOpen()) return;
      const active = document.activeElement;
      if (!active || active === document.body || active === host) close();
    });
    window.addEventListener('message', (event) => {
      if (!frame || event.source !== frame.contentWindow || event.origin !== base.origin) return;
      const { type, count } = event.data ?? {};
      if (type === 'hilo:ready') {
        ready = true;
        clearTimeout(loading);
        cover.hidden = true;
        if (isOpen()) tell('shown');
      } else if (type === 'hilo:close') {
        close();
      } else if (type === 'hilo:unread') {
        unread = Number(count) || 0;
        paint();
      }
    });
  }

  /** A constructed sheet passes any host's content policy; old browsers get an element. */
  function addStyle(root) {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
    } catch {
      const style = document.createElement('style');
      style.textContent = STYLE;
      root.append(style);
    }
  }
})();
