import { expect, test } from 'vitest';
import { recordedRun } from '../../test/recordedRun';
import type { Progress } from '../api/types';
import { latencyOf, lines, tells } from './secondsOf';

const seconds = recordedRun.events.filter((event) => event.kind === 'progress');
const second = seconds.find(({ max }) => max > 0)!;
const at = (clock: string, figures: Partial<Progress> = {}): Progress => ({ ...second, at: `2026-11-24T06:23:${clock}Z`, ...figures });

test('a second in which nothing was measured yet is no fall to zero', () => {
  const first = at('10', { achievedRate: 0, p50: 0, p95: 0, max: 0, errorShare: 0, inFlight: 0 });
  expect(tells(first)).toBe(false);
  expect(lines([first, at('11', { achievedRate: 12 })], ({ achievedRate }) => achievedRate)[1]).toEqual([12]);
});

test('a target that answers nothing is one', () => {
  expect(tells(at('10', { achievedRate: 0, max: 0, errorShare: 0, inFlight: 300 }))).toBe(true);
  expect(tells(at('10', { achievedRate: 0, max: 0, errorShare: 1, inFlight: 0 }))).toBe(true);
});

test('latency is absent where no request was due', () => {
  expect(latencyOf(at('10', { max: 0 }), 0)).toBeNull();
  expect(latencyOf(at('10', { max: 90 }), 48)).toBe(48);
});

test('between two stages the line breaks', () => {
  const [times, rates] = lines([at('10'), at('11'), at('40')], ({ askedRate }) => askedRate);
  expect(times.length).toBe(4);
  expect(rates).toEqual([second.askedRate, second.askedRate, null, second.askedRate]);
});

test('every second of the recorded run that tells something is drawn', () => {
  const [times, rates] = lines(seconds, ({ achievedRate }) => achievedRate);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect((rates as (number | null)[]).filter((rate) => rate !== null).length).toBe(seconds.filter(tells).length);
});
