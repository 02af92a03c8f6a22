/** From a figure to a place on the page, with the figures worth writing at its axis. */
export interface Scale {
  (value: number): number;
  ticks: number[];
}

const NICE = [1, 2, 2.5, 5, 10];
const NICE_LOGARITHMIC = [1, 2, 5];

/** The smallest of 1, 2, 2.5, 5 × 10ⁿ that is at least this. */
export function niceAtLeast(value: number): number {
  if (!(value > 0)) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return NICE.map((nice) => nice * power).find((candidate) => candidate >= value * (1 - 1e-9)) ?? 10 * power;
}

/** From 0 to at least `largest`, in about `intervals` round intervals. */
export function linear(largest: number, from: number, to: number, intervals: number): Scale {
  const step = niceAtLeast((largest > 0 ? largest : 1) / intervals);
  const steps = Math.max(1, Math.ceil((largest / step) * (1 - 1e-9)));
  const place = (value: number) => from + ((to - from) * value) / (step * steps);
  return Object.assign(place, { ticks: Array.from({ length: steps + 1 }, (_, index) => index * step) });
}

/** Logarithmic over all of these, which are above 0, out to a round figure at both ends. */
export function logarithmic(values: readonly number[], from: number, to: number): Scale {
  const positive = values.filter((value) => value > 0);
  const low = roundDown(positive.length > 0 ? Math.min(...positive) : 1);
  const high = Math.max(roundUp(positive.length > 0 ? Math.max(...positive) : 10), low * 10);
  const span = Math.log(high / low);
  const place = (value: number) => from + ((to - from) * Math.log(Math.max(value, low) / low)) / span;
  const ticks: number[] = [];
  for (let power = 10 ** Math.floor(Math.log10(low) + 1e-9); power <= high; power *= 10) {
    ticks.push(...NICE_LOGARITHMIC.map((nice) => nice * power).filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)));
  }
  return Object.assign(place, { ticks: thinned(ticks) });
}

/** Over two decades only the powers of ten are written. */
function thinned(ticks: number[]): number[] {
  const powers = ticks.filter((tick) => Math.abs(Math.log10(tick) - Math.round(Math.log10(tick))) < 1e-9);
  return ticks.length > 6 && powers.length >= 2 ? powers : ticks;
}

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return (NICE_LOGARITHMIC.find((nice) => nice * power >= value * (1 - 1e-9)) ?? 10) * power;
}

function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return (NICE_LOGARITHMIC.findLast((nice) => nice * power <= value * (1 + 1e-9)) ?? 1) * power;
}
