import { expect, test } from 'vitest';
import { composedRun } from '../../test/composedRun';
import { liveRun, reduce } from './liveRun';
import { inWords, loadSteps } from './loadSteps';

const run = composedRun('r', '2026-11-24T02:00:00Z');

test('each step has its rate and verdict, one under way its rate alone', () => {
  const midway = run.events.findIndex((event) => event.kind === 'step' && event.step === 8) + 6;
  const steps = loadSteps(reduce(liveRun([]), run.events.slice(0, midway)));
  expect([...steps.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(steps.get(5)).toEqual({ step: 5, stage: 'explore', instances: 1, rate: 160, verdict: 'PASS' });
  expect(steps.get(9)).toEqual({ step: 9, stage: 'explore', instances: 1, rate: 174 });
});

test('steps count on from stage to stage', () => {
  const steps = loadSteps(reduce(liveRun([]), run.events));
  expect(steps.size).toBe(22);
  expect(inWords(steps.get(15))).toBe('Extrapolate, 3 instances, 300/s');
  expect(inWords(undefined)).toBe('rate unknown');
});
