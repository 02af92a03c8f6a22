import { expect, test } from 'vitest';
import { composedRun } from '../../test/composedRun';
import { liveRun, reduce } from '../live/liveRun';
import { bracketSpan, ladderGeometry, lineByRate } from './ladderGeometry';

const run = composedRun('r', '2026-11-24T02:00:00Z');
const { rungs } = reduce(liveRun([]), run.events).ladders[0]!;

test('every step stands within the panels at any width', () => {
  for (const width of [320, 800, 2_000]) {
    const geometry = ladderGeometry(rungs, undefined, undefined, width);
    for (const [index, { measured }] of rungs.entries()) {
      expect(geometry.rate(measured.rate)).toBeGreaterThan(geometry.left);
      expect(geometry.rate(measured.rate)).toBeLessThan(geometry.right);
      for (const [panel, y] of [
        [geometry.latency, geometry.latency.y(measured.response.p95!)],
        [geometry.throughput, geometry.throughput.y(measured.throughput)],
        [geometry.rows, geometry.rows.of(index)],
      ] as const) {
        expect(y).toBeGreaterThanOrEqual(panel.top);
        expect(y).toBeLessThanOrEqual(panel.bottom);
      }
    }
  }
});

test('an hour of steps does not make an endless chart', () => {
  const many = Array.from({ length: 200 }, (_, index) => ({ ...rungs[index % rungs.length]!, step: index + 1 }));
  expect(ladderGeometry(many, undefined, undefined, 800).height).toBeLessThan(900);
});

test('a bracket reaches from its lower to its upper rate, an open one to the edge', () => {
  const geometry = ladderGeometry(rungs, undefined, undefined, 800);
  const closed = bracketSpan(geometry, { lower: 160, upper: 190 });
  expect([closed.x, closed.x + closed.width, closed.open]).toEqual([geometry.rate(160), geometry.rate(190), false]);
  const open = bracketSpan(geometry, { lower: 160, upper: null });
  expect([open.x + open.width, open.open]).toEqual([geometry.right, true]);
});

test('the line goes by rate, through the mean of repeated steps, past invalid ones', () => {
  const [first, second] = rungs;
  const at = (rate: number, throughput: number, verdict: 'PASS' | 'INVALID' = 'PASS') => ({ ...first!, measured: { ...second!.measured, rate, throughput, verdict } });
  expect(lineByRate([at(40, 40), at(20, 18), at(20, 20), at(30, 5, 'INVALID')], ({ measured }) => measured.throughput)).toEqual([
    [20, 19],
    [40, 40],
  ]);
});
