// «Seguir por WhatsApp»: a code of the visitor's own for each click, and the link that writes it.

import { fetchWayToWhatsApp } from './server.js';
import { texts } from './texts.js';

/** Offers it. The link is pressed by the person: a window opened after waiting for the server would be blocked. */
export function offerWhatsApp(session, notice) {
  const open = document.getElementById('whatsapp-open');
  const dialog = document.getElementById('whatsapp');
  const link = document.getElementById('whatsapp-link');
  open.hidden = false;
  open.addEventListener('click', async () => {
    open.disabled = true;
    const way = await fetchWayToWhatsApp(session);
    open.disabled = false;
    if (!way) {
      notice.show('whatsapp', texts.whatsappFailed);
      return;
    }
    notice.clear('whatsapp');
    link.href = way.link;
    document.getElementById('whatsapp-text').textContent = way.text;
    dialog.showModal();
  });
  link.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
}
