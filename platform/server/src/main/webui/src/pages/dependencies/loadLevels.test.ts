import { expect, test } from 'vitest';
import type { StepView } from '../../api/telemetry';
import { composedRun } from '../../../test/composedRun';
import { composedTraces } from '../../../test/composedTraces';
import { liveRun, reduce } from '../../live/liveRun';
import { type LoadStep, loadSteps } from '../../live/loadSteps';
import { loadLevels, overLoad, pairing } from './loadLevels';

const run = composedRun('r', '2026-11-24T02:00:00Z');
const { steps } = composedTraces(run);
const loads = loadSteps(reduce(liveRun([]), run.events));

const TIME = { count: 10, mean: 100, p50: 100, p95: 150, max: 200 };
const COVERAGE = { traces: 10, complete: 10, duplicates: 0, detached: 0, skewed: 0, leftOut: 0, unobserved: [] };
const DATABASE = { kind: 'DATABASE' as const, peer: 'postgresql', operation: 'select 1' };

function step(number: number, calls: { instance: string; requests: number; count: number; mean: number; p95: number; waited: number }[]): StepView {
  return {
    step: number,
    requests: TIME,
    dependencies: calls.map(({ instance, requests, count, mean, p95, waited }) => ({
      service: 'shop',
      instance,
      dependency: DATABASE,
      requests,
      callsMedian: 1,
      callsP95: 1,
      callsMax: count,
      time: { ...TIME, count, mean, p95 },
      errors: { timeout: 1 },
      waitedMillis: waited,
      parallelism: 1,
      observed: 0,
    })),
    services: [],
    coverage: COVERAGE,
    patterns: [],
  };
}

const load = (number: number, rate: number, verdict: LoadStep['verdict'] = 'PASS', stage = 'explore'): [number, LoadStep] => [number, { step: number, stage, instances: 1, rate, verdict }];

test('instances and repeated steps are added up, weighted by their calls', () => {
  const twice = [
    step(1, [
      { instance: 'a', requests: 5, count: 5, mean: 10, p95: 20, waited: 50 },
      { instance: 'b', requests: 5, count: 15, mean: 30, p95: 90, waited: 450 },
    ]),
    step(2, [{ instance: 'a', requests: 10, count: 20, mean: 20, p95: 40, waited: 500 }]),
  ];
  const [level] = loadLevels(twice, new Map([load(1, 100), load(2, 100)]));
  expect(level).toMatchObject({ rate: 100, steps: [1, 2], requests: 20, meanMillis: 100 });
  expect(level!.waits).toEqual([
    {
      key: 'shop DATABASE postgresql select 1',
      service: 'shop',
      dependency: DATABASE,
      calls: { mean: 2, max: 20 },
      time: { count: 40, mean: (5 * 10 + 15 * 30 + 20 * 20) / 40, p95: 90, max: 200 },
      errors: 3,
      waitedMillis: 50,
    },
  ]);
});

test('steps that are invalid, without requests, or of stages with a changing load are no levels', () => {
  const four = [1, 2, 3, 4].map((number) => step(number, []));
  four[2]!.requests = { ...TIME, count: 0 };
  expect(loadLevels(four, new Map([load(1, 10, 'INVALID'), load(2, 20, 'PASS', 'stress'), load(3, 30), load(4, 40)])).map(({ rate }) => rate)).toEqual([40]);
  expect(loadLevels(four, new Map())).toEqual([]);
});

test('at each load all waits together are the request', () => {
  const levels = loadLevels(steps, loads);
  expect(levels.filter(({ instances }) => instances === 1)).toHaveLength(14);
  for (const { meanMillis, waits } of levels) {
    const waited = waits.reduce((total, wait) => total + wait.waitedMillis, 0);
    expect(waited / meanMillis).toBeCloseTo(1, 1);
  }
});

test('over the load, what a request waits for longest under the heaviest comes first', () => {
  const ofOne = loadLevels(steps, loads).filter(({ instances }) => instances === 1);
  const [first] = overLoad(ofOne);
  expect(first?.dependency?.peer).toBe('postgresql profile');
  expect(first?.points.map(({ level }) => level.rate)).toEqual(ofOne.map(({ rate }) => rate));
  const waits = first!.points.map(({ wait }) => wait!.waitedMillis);
  expect(waits.at(-1)!).toBeGreaterThan(10 * waits[0]!);
});

test('one instance is compared with three at the heaviest load per instance that one did not fail at', () => {
  const pair = pairing(loadLevels(steps, loads))!;
  expect(pair.one).toMatchObject({ instances: 1, rate: 182, failed: false });
  expect(pair.many).toMatchObject({ instances: 3, rate: 560 });
  const more = pair.differences.reduce((total, { moreMillis }) => total + moreMillis, 0);
  expect(more).toBeCloseTo(pair.many.waits.reduce((total, { waitedMillis }) => total + waitedMillis, 0) - pair.one.waits.reduce((total, { waitedMillis }) => total + waitedMillis, 0), 6);
  expect(pairing(loadLevels(steps, loads).filter(({ instances }) => instances === 1))).toBeUndefined();
  expect(pairing([])).toBeUndefined();
});
