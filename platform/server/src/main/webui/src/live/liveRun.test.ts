import { expect, test } from 'vitest';
import { composedRun } from '../../test/composedRun';
import { recordedRun } from '../../test/recordedRun';
import type { RunEvent, Stage } from '../api/types';
import { liveRun, reduce, SECONDS_KEPT_MAX } from './liveRun';

const run = composedRun('r', '2026-11-24T02:00:00Z');
const stagesLike = (stages: Stage[]) => stages.map(({ name, state }) => ({ name, state }));
const pending: Stage[] = run.view.stages.map(({ name }) => ({ name, state: 'PENDING' }));

test('all events of a run lead to its stages, its ladders and its end', () => {
  const live = reduce(liveRun(pending), run.events);
  expect(live.stages.map(({ name, state, started, finished }) => ({ name, state, started, finished }))).toEqual(
    run.view.stages.map(({ name, state, started, finished }) => ({ name, state, started, finished })),
  );
  expect(live.ladders.map(({ stage, instances, rungs }) => [stage, instances, rungs.length])).toEqual([
    ['explore', 1, 14],
    ['extrapolate', 3, 8],
  ]);
  expect(live.finished?.verdict).toBe('pass');
  expect(live.now).toBeUndefined();
});

test('a recorded run ends as the platform says it ended', () => {
  const live = reduce(liveRun([]), recordedRun.events);
  expect(stagesLike(live.stages)).toEqual(stagesLike(recordedRun.view.stages));
  expect(live.finished?.reason).toBe(recordedRun.view.reason);
  const { singleInstance, extrapolation } = recordedRun.result;
  expect(live.ladders.map(({ rungs }) => rungs.map(({ measured }) => measured))).toEqual([singleInstance!.steps, extrapolation!.capacity.steps]);
});

test('a stage that tells what it does began when it began, and its words end with the first load', () => {
  const messages = recordedRun.events.filter((event) => event.kind === 'stage' && event.stage === 'explore' && event.state === 'RUNNING');
  const preparing = reduce(liveRun([]), recordedRun.events.slice(0, messages.at(-1)!.sequence));
  const explore = preparing.stages.at(-1)!;
  expect([explore.started, explore.message]).toEqual([messages[0]!.at, 'calibrating: 10 journeys of searchThenView']);
  const load = recordedRun.events.findIndex(({ kind }) => kind === 'progress');
  expect(reduce(preparing, recordedRun.events.slice(0, load + 1)).stages.at(-1)!.message).toBeNull();
});

test('events may come in pieces, and again after a reconnect, without counting twice', () => {
  const whole = reduce(liveRun(pending), run.events);
  const half = Math.floor(run.events.length / 2);
  const resumed = reduce(reduce(liveRun(pending), run.events.slice(0, half)), run.events.slice(half - 20));
  expect(resumed).toEqual(whole);
});

test('the bracket only closes in', () => {
  const [ladder] = reduce(liveRun([]), run.events).ladders;
  const widths = ladder!.rungs.map(({ maximum }) => (maximum?.upper ?? Infinity) - maximum!.lower);
  widths.slice(1).forEach((width, index) => expect(width).toBeLessThanOrEqual(widths[index]!));
});

test('a stage that the view did not know is added; a failed one keeps its message and its begin', () => {
  const events: RunEvent[] = [
    { kind: 'stage', sequence: 1, at: '2026-11-24T02:00:00Z', stage: 'provision', state: 'RUNNING' },
    { kind: 'stage', sequence: 2, at: '2026-11-24T02:00:09Z', stage: 'provision', state: 'FAILED', message: 'Terraform is missing' },
  ];
  expect(reduce(liveRun([]), events).stages).toEqual([
    { name: 'provision', state: 'FAILED', started: '2026-11-24T02:00:00Z', finished: '2026-11-24T02:00:09Z', message: 'Terraform is missing' },
  ]);
});

test('figures of a step go when its stage ends', () => {
  const last = run.events.findLastIndex(({ kind }) => kind === 'progress');
  const during = reduce(liveRun(pending), run.events.slice(0, last + 1));
  expect(during.now?.askedRate).toBe(590);
  expect(reduce(during, run.events.slice(last + 1, last + 4)).now).toBeUndefined();
});

test('seconds are kept up to a limit, the newest', () => {
  const second = run.events.find((event) => event.kind === 'progress')!;
  const many = Array.from({ length: SECONDS_KEPT_MAX + 5 }, (_, index) => ({ ...second, sequence: index }));
  const { seconds } = reduce(liveRun([]), many);
  expect([seconds.length, seconds.at(-1)?.sequence]).toEqual([SECONDS_KEPT_MAX, SECONDS_KEPT_MAX + 4]);
});
