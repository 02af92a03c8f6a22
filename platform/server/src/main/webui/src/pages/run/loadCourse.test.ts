import { expect, test } from 'vitest';
import { instancesOf, latencyOf, ratesOf } from './loadCourse';

const series = [0, 1, 2, 3].map((second) => ({ second, asked: 10 * second, achieved: 9 * second, p95: second === 2 ? null : 20, errorShare: 0, inFlight: 1 }));

test('rates and latency stand over the seconds, with a gap where too few succeeded', () => {
  expect(ratesOf(series)).toEqual([[0, 1, 2, 3], [0, 10, 20, 30], [0, 9, 18, 27]]);
  expect(latencyOf(series)).toEqual([[0, 1, 2, 3], [20, 20, null, 20]]);
  expect(latencyOf(series, 200)[2]).toEqual([200, 200, 200, 200]);
});

test('instances keep their number until it changes', () => {
  const changes = [
    { at: 0, ordered: 1, count: 1 },
    { at: 0.5, ordered: 2, count: 1 },
    { at: 2, ordered: 2, count: 2 },
  ];
  expect(instancesOf(series, changes)).toEqual([[0, 1, 2, 3], [1, 2, 2, 2], [1, 1, 2, 2]]);
  expect(instancesOf(series, [])).toEqual([[0, 1, 2, 3], [null, null, null, null], [null, null, null, null]]);
});
