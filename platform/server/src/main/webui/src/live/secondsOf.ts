import type { AlignedData } from 'uplot';
import type { Progress } from '../api/types';

/** Longer without figures is a break in the line, not a slope. */
const BREAK_SECONDS = 4;

/** Whether a second tells anything: in a step's first one no figure has arrived yet. */
export function tells({ achievedRate, max, errorShare, inFlight }: Progress): boolean {
  return achievedRate > 0 || max > 0 || errorShare > 0 || inFlight > 0;
}

/** Percentiles are of the requests due in a second; where none was due there is no figure. */
export function latencyOf({ max }: Progress, value: number): number | null {
  return max > 0 ? value : null;
}

/** Lines over time, broken where no load was driven. Times are seconds since the epoch. */
export function lines(seconds: readonly Progress[], ...figures: ((second: Progress) => number | null)[]): AlignedData {
  const times: number[] = [];
  const rows = figures.map((): (number | null)[] => []);
  for (const second of seconds.filter(tells)) {
    const time = Date.parse(second.at) / 1000;
    const before = times.at(-1);
    if (before !== undefined && time - before > BREAK_SECONDS) {
      times.push(before + 1);
      rows.forEach((row) => row.push(null));
    }
    times.push(time);
    rows.forEach((row, index) => row.push(figures[index]!(second)));
  }
  return [times, ...rows];
}
