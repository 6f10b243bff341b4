// Talks to the simulator's control API.

export class ServerError extends Error {}

async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new ServerError('El simulador no responde. ¿Está en marcha?');
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new ServerError(body.error || `Error ${answer.status}`);
  return body;
}

export const get = (path) => ask(path, { headers: { accept: 'application/json' } });

export const post = (path, body) => ask(path, {
  method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
});

let until;
export function notice(text) {
  const place = document.querySelector('#notice');
  place.textContent = text;
  clearTimeout(until);
  until = setTimeout(() => { place.textContent = ''; }, 6000);
}

// Runs something and says what went wrong instead of failing silently.
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    notice(error instanceof ServerError ? error.message : `Algo falló en la página: ${error.message}`);
    return undefined;
  }
}

export function element(name, { text, ...attributes } = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value);
  }
  if (text !== undefined) made.textContent = text;
  made.append(...children.filter(Boolean));
  return made;
}
