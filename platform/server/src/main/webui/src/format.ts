// Figures and times as people read them. Every function says the unit, except where the caller's label does.

/** What stands where a figure is absent. */
export const ABSENT = '–';

type Absent = null | undefined;

const plain = [0, 1, 2].map((digits) => new Intl.NumberFormat('en', { maximumFractionDigits: digits }));

/** Three significant digits below 100, whole numbers above. */
export function figure(value: number | Absent): string {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return ABSENT;
  }
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return plain[digits]!.format(value);
}

export function rate(value: number | Absent): string {
  return value === null || value === undefined ? ABSENT : `${figure(value)}/s`;
}

export function millis(value: number | Absent): string {
  if (value === null || value === undefined) {
    return ABSENT;
  }
  return value < 10_000 ? `${figure(value)} ms` : `${figure(value / 1000)} s`;
}

/** Of a share from 0 to 1. */
export function percent(share: number | Absent): string {
  return share === null || share === undefined ? ABSENT : `${figure(share * 100)} %`;
}

export function seconds(value: number | Absent): string {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return ABSENT;
  }
  const whole = Math.max(0, Math.round(value));
  if (whole < 60) {
    return `${whole} s`;
  }
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Between two instants; to now if the later is absent. */
export function between(from: string | Absent, to: string | Absent, now: number): string {
  return from === null || from === undefined ? ABSENT : seconds(((to ? Date.parse(to) : now) - Date.parse(from)) / 1000);
}

const dateAndTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const timeOfDay = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** In the reader's time zone. */
export const moment = (instant: string) => dateAndTime.format(new Date(instant));
export const clock = (instant: string) => timeOfDay.format(new Date(instant));

/** An interval of rates, without its unit: `150–190`, `at least 150`. */
export function interval(lower: number, upper: number | Absent): string {
  return upper === null || upper === undefined ? `at least ${figure(lower)}` : `${figure(lower)}–${figure(upper)}`;
}

const ACRONYMS = /^(waf|cpu)\b/i;

/** A name of the protocol as the start of a phrase: `rate-limit` → `Rate limit`, `waf` → `WAF`. */
export function words(name: string): string {
  const spaced = name.replaceAll(/[-_]/g, ' ').toLowerCase();
  return spaced.replace(ACRONYMS, (acronym) => acronym.toUpperCase()).replace(/^./, (first) => first.toUpperCase());
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${plain[0]!.format(n)} ${n === 1 ? one : many}`;
}
