// The customer's Spanish, and hours and days said in it.

import { texts } from './texts.js';

const preferred = [...(navigator.languages ?? []), navigator.language].filter(Boolean);

/** For writing dates and numbers. */
export const locale = preferred.find((tag) => /^es(-|$)/i.test(tag)) ?? 'es-AR';

/** For voices: needs a country. */
export const voiceLocale = preferred.find((tag) => /^es-[a-z]{2}$/i.test(tag)) ?? 'es-AR';

const hour = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
const dayAndYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });

export const number = (value) => value.toLocaleString(locale);
export const hourOf = (date) => hour.format(date);
export const dayKey = (date) => `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;

/** «hoy», «ayer», «lunes, 3 de marzo» or, for another year, the full date. */
export function dayName(date, now = new Date()) {
  if (dayKey(date) === dayKey(now)) return texts.today;
  const before = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (dayKey(date) === dayKey(before)) return texts.yesterday;
  return (date.getFullYear() === now.getFullYear() ? day : dayAndYear).format(date);
}
