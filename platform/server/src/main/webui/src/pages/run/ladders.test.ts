import { expect, test } from 'vitest';
import { composedRun } from '../../../test/composedRun';
import { liveRun, reduce } from '../../live/liveRun';
import { laddersShown, withUnderWay } from './ladders';

const { events, result } = composedRun('r', '2026-11-24T02:00:00Z');
const { ladders } = reduce(liveRun([]), events);

test('while a run is under way its ladders are as the stream tells them', () => {
  expect(laddersShown(ladders, undefined)).toEqual(ladders.map((ladder) => ({ ...ladder, predicted: undefined })));
});

test('when it is over the result has the last word on knee and maximum, and the rerun shows its prediction', () => {
  const [single, many] = laddersShown(ladders, result);
  expect(single!.rungs.at(-1)!.knee).toEqual(result.singleInstance!.knee);
  expect(single!.predicted).toBeUndefined();
  expect(many!.predicted).toBe(result.extrapolation!.predicted);
});

test('without its stream a run is shown from its result', () => {
  expect(laddersShown([], result).map(({ stage, rungs }) => [stage, rungs.length])).toEqual([
    ['explore', 14],
    ['extrapolate', 8],
  ]);
});

test('a ladder is shown from its first second, before a step is measured', () => {
  const now = events.find((event) => event.kind === 'progress')!;
  expect(withUnderWay([], now)).toEqual([{ stage: 'explore', instances: 1, rungs: [] }]);
  expect(withUnderWay(ladders, now)).toBe(ladders);
  expect(withUnderWay(ladders, undefined)).toBe(ladders);
});

test('a run that measured nothing has no ladder', () => {
  expect(laddersShown([], { ...result, singleInstance: null, extrapolation: null })).toEqual([]);
});
