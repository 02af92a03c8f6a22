import type { Bracket, Progress } from '../api/types';
import type { Rung } from '../live/liveRun';
import { linear, logarithmic, type Scale } from './scale';

/**
 * Where things stand in the capacity ladder: three panels over one axis of asked rate.
 *
 *     p95, ms (logarithmic)       ●   ●   ●  ✕
 *     throughput, requests/s      ●   ●   ●  ✕     (dashed: all that was asked)
 *     one row per step            ●━━━━━━━━━━━━    knee and maximum as the search had cornered them after the step
 *     0 ───────────────────────────────────── asked rate, requests/s
 */
export interface LadderGeometry {
  width: number;
  height: number;
  left: number;
  right: number;
  rate: Scale;
  latency: Panel;
  throughput: Panel;
  rows: Panel & { of: (index: number) => number; rowHeight: number };
}

interface Panel {
  top: number;
  bottom: number;
  /** From the panel's figure to its height; for the rows, from row to height. */
  y: Scale;
}

const LEFT = 58;
const RIGHT = 18;
/** Two brackets are named above the first panel's own name. */
const TOP = 54;
const PANEL = 150;
const GAP = 34;
const ROW = 15;
/** More rows than fit are drawn thinner. */
const ROWS_HEIGHT_MAX = 360;
const AXIS = 42;
/** Room for a failed rate's marker and for the arrow of an open bracket. */
const RATE_MARGIN = 1.06;

export function ladderGeometry(rungs: readonly Rung[], now: Progress | undefined, predicted: number | undefined, width: number): LadderGeometry {
  const rates = [...rungs.map(({ measured }) => measured.rate), now?.askedRate ?? 0, predicted ?? 0];
  const right = width - RIGHT;
  const intervals = width < 520 ? 4 : 8;
  const rate = linear(Math.max(...rates, 1) * RATE_MARGIN, LEFT, right, intervals);

  const latencies = [...rungs.map(({ measured }) => measured.response.p95 ?? 0), now?.p95 ?? 0];
  const latencyBottom = TOP + PANEL;
  const throughputTop = latencyBottom + GAP;
  const throughputs = [...rungs.map(({ measured }) => measured.throughput), now?.achievedRate ?? 0];
  const rowsTop = throughputTop + PANEL + GAP;
  const rowHeight = rungs.length === 0 ? ROW : Math.min(ROW, ROWS_HEIGHT_MAX / rungs.length);
  const rowsBottom = rowsTop + Math.max(1, rungs.length) * rowHeight;
  const rowOf = (index: number) => rowsTop + (index + 0.5) * rowHeight;

  return {
    width,
    height: rowsBottom + AXIS,
    left: LEFT,
    right,
    rate,
    latency: { top: TOP, bottom: latencyBottom, y: logarithmic(latencies, latencyBottom - 4, TOP + 4) },
    throughput: { top: throughputTop, bottom: throughputTop + PANEL, y: linear(Math.max(...throughputs, 1), throughputTop + PANEL, throughputTop + 4, 4) },
    rows: { top: rowsTop, bottom: rowsBottom, y: Object.assign(rowOf, { ticks: [] }), of: rowOf, rowHeight },
  };
}

/** From where to where a bracket reaches, and whether its upper end is open: then it reaches the edge. */
export function bracketSpan(geometry: LadderGeometry, bracket: Bracket): { x: number; width: number; open: boolean } {
  const x = geometry.rate(bracket.lower);
  const open = bracket.upper === null || bracket.upper === undefined;
  const end = open ? geometry.right : Math.min(geometry.right, geometry.rate(bracket.upper as number));
  return { x, width: Math.max(2, end - x), open };
}

/** The line through the steps, by rate; steps repeated at one rate are joined by their mean. */
export function lineByRate(rungs: readonly Rung[], figure: (rung: Rung) => number | null | undefined): [rate: number, mean: number][] {
  const byRate = new Map<number, number[]>();
  for (const rung of rungs) {
    const value = figure(rung);
    if (value !== null && value !== undefined && rung.measured.verdict !== 'INVALID') {
      byRate.set(rung.measured.rate, [...(byRate.get(rung.measured.rate) ?? []), value]);
    }
  }
  return [...byRate].map(([rate, values]): [number, number] => [rate, values.reduce((a, b) => a + b) / values.length]).sort(([a], [b]) => a - b);
}
