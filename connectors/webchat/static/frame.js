// Life inside another site's page: what is said to embed.js and heard from it.

const asked = new URLSearchParams(location.search).get('embed') === '1';

export const embedded = asked && window.parent !== window;

function tell(type, data = {}) {
  // The host's origin is not known here; nothing said is private.
  if (embedded) window.parent.postMessage({ type: `hilo:${type}`, ...data }, '*');
}

/** Connects with the host page. `onShown()`, `onHidden()` */
export function joinHost({ onShown, onHidden }) {
  if (!embedded) return;
  document.documentElement.classList.add('embedded');
  window.addEventListener('message', (event) => {
    if (event.source !== window.parent) return;
    if (event.data?.type === 'hilo:shown') onShown();
    if (event.data?.type === 'hilo:hidden') onHidden();
  });
  // Who closes has looked away now, not when the host page has answered: a reply may come in between.
  const close = () => {
    onHidden();
    tell('close');
  };
  const leave = document.getElementById('leave');
  leave.hidden = false;
  leave.addEventListener('click', close);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    if (!document.querySelector('dialog[open]')) close();
  });
  tell('ready');
}

export function tellUnread(count) {
  tell('unread', { count });
}
