// Texts of the assistant: *bold* and links as nodes, everything else as plain text.

const TOKEN = /(https?:\/\/|www\.)[^\s<>"]+|(\*{1,2})([^\s*](?:[^*\n]*[^\s*])?)\2/giu;
const LETTER = /[\p{L}\p{N}]/u;
const LETTER_OR_STAR = /[\p{L}\p{N}*]/u;

function trimUrl(raw) {
  let url = raw.replace(/[.,;:!?*_~'»”’]+$/u, '');
  while (/[)\]]$/.test(url)) {
    const close = url.at(-1);
    const open = close === ')' ? '(' : '[';
    if (url.split(open).length >= url.split(close).length) break;
    url = url.slice(0, -1).replace(/[.,;:!?*]+$/u, '');
  }
  return url;
}

/** The address if it is one to follow safely, else null. */
export function safeUrl(raw) {
  try {
    const url = new URL(raw, document.baseURI);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}

function link(shown) {
  const href = safeUrl(/^www\./i.test(shown) ? `https://${shown}` : shown);
  if (!href) return document.createTextNode(shown);
  const a = document.createElement('a');
  a.href = href;
  a.target = '_blank';
  a.rel = 'noopener noreferrer';
  a.textContent = shown;
  return a;
}

/** The text as a fragment of nodes. Line breaks are left to `white-space: pre-wrap`. */
export function format(text, bold = true) {
  const out = document.createDocumentFragment();
  const token = new RegExp(TOKEN);
  let from = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [whole, isLink, , inner] = match;
    const before = text[match.index - 1] ?? ' ';
    const after = text[match.index + whole.length] ?? ' ';
    const refused = isLink
      ? LETTER.test(before)
      : !bold || LETTER_OR_STAR.test(before) || LETTER_OR_STAR.test(after);
    if (refused) {
      token.lastIndex = match.index + 1;
      continue;
    }
    out.append(text.slice(from, match.index));
    if (isLink) {
      const shown = trimUrl(whole);
      out.append(link(shown));
      from = match.index + shown.length;
    } else {
      const strong = document.createElement('strong');
      strong.append(format(inner, false));
      out.append(strong);
      from = match.index + whole.length;
    }
    token.lastIndex = from;
  }
  out.append(text.slice(from));
  return out;
}

/** The text as it is said aloud: no links, no emoji, no marks. */
export function spoken(text) {
  return text
    .replace(/(?:https?:\/\/|www\.)\S+/gi, ' ')
    .replace(/[\p{Extended_Pictographic}\p{Regional_Indicator}\u{1F3FB}-\u{1F3FF}\u{E0020}-\u{E007F}\u200D\uFE0F\u20E3]/gu, ' ')
    .replace(/^[ \t]*[-•*]\s+/gm, '')
    .replace(/[*_~`#>]+/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .replace(/ +([.,;:!?])/g, '$1')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}

/** A short line that says what the text is about. */
export function summary(text, longest = 80) {
  const line = spoken(text).split('\n')[0] ?? '';
  return line.length > longest ? `${line.slice(0, longest - 1).trimEnd()}…` : line;
}
