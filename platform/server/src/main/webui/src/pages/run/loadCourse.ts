import type { AlignedData } from 'uplot';
import type { InstanceCount, RunLoadPoint } from '../../api/types';

/** Seconds since the load's begin, then what was asked and what was achieved. */
export const ratesOf = (series: readonly RunLoadPoint[]): AlignedData => [series.map(({ second }) => second), series.map(({ asked }) => asked), series.map(({ achieved }) => achieved)];

/** With the limit, if there is one, as a level line. */
export function latencyOf(series: readonly RunLoadPoint[], limitMillis?: number): AlignedData {
  const p95 = series.map((point) => point.p95 ?? null);
  const times = series.map(({ second }) => second);
  return limitMillis === undefined ? [times, p95] : [times, p95, times.map(() => limitMillis)];
}

/** How many were ordered and how many served in each second. */
export function instancesOf(series: readonly RunLoadPoint[], changes: readonly InstanceCount[]): AlignedData {
  const at = (second: number) => changes.findLast((change) => change.at <= second) ?? changes[0];
  return [series.map(({ second }) => second), series.map(({ second }) => at(second)?.ordered ?? null), series.map(({ second }) => at(second)?.count ?? null)];
}
