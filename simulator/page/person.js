// Who is holding the telephone; kept for the next visit.

const NAMES = ['Ana', 'Luis', 'Marta', 'Diego', 'Carmen', 'Sofía', 'Pablo', 'Lucía', 'Jorge', 'Elena'];
const number = document.querySelector('#number');
const name = document.querySelector('#name');
const listeners = [];

export const person = {
  get phone() { return `+${number.value.replace(/\D/g, '')}`; },
  channel: 'whatsapp', // or sms: which of the two chats is open
  get address() { return this.channel === 'sms' ? this.phone : `whatsapp:${this.phone}`; },
  get name() { return name.value.trim(); },
  onChange(listener) { listeners.push(listener); },
};

function keep() {
  try {
    localStorage.setItem('hilo.telephone', JSON.stringify({ number: number.value, name: name.value }));
  } catch { /* a browser without storage forgets */ }
}

function tell() {
  document.querySelector('#who').textContent = `Eres ${name.value.trim() || 'alguien'} · ${number.value}`;
}

function changed() {
  if (!number.checkValidity()) return;
  keep();
  tell();
  listeners.forEach((listener) => listener());
}

export function begin() {
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem('hilo.telephone') || '{}');
  } catch { /* what cannot be read is nothing */ }
  number.value = kept.number || '+54 9 342 555-0101';
  name.value = kept.name ?? 'Ana';
  number.addEventListener('change', changed);
  name.addEventListener('change', () => { keep(); tell(); });
  tell();
  document.querySelector('#person').addEventListener('submit', (event) => event.preventDefault());
  document.querySelector('#other').addEventListener('click', () => {
    number.value = `+54 9 342 4${String(Math.floor(Math.random() * 90) + 10)}-${String(Math.floor(Math.random() * 9000) + 1000)}`;
    name.value = NAMES[Math.floor(Math.random() * NAMES.length)];
    changed();
  });
}
