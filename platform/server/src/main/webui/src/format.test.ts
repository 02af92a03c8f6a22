import { expect, test } from 'vitest';
import { between, count, figure, interval, millis, percent, rate, seconds, words } from './format';

test('figures keep three significant digits below 100 and none of their fraction above', () => {
  expect([0, 0.456, 9.876, 12.34, 99.96, 197.4, 1234.5].map(figure)).toEqual(['0', '0.46', '9.88', '12.3', '100', '197', '1,235']);
});

test('an absent figure is a dash, never zero', () => {
  expect([figure(null), rate(undefined), millis(null), percent(undefined), seconds(Number.NaN), between(null, null, 0)]).toEqual(Array(6).fill('–'));
});

test('milliseconds become seconds where nobody would read them', () => {
  expect([millis(48.25), millis(9_999), millis(12_000)]).toEqual(['48.3 ms', '9,999 ms', '12 s']);
});

test('durations are said in the two largest units', () => {
  expect([seconds(-1), seconds(59.4), seconds(60), seconds(211), seconds(3_723)]).toEqual(['0 s', '59 s', '1 min 0 s', '3 min 31 s', '1 h 2 min']);
});

test('what is not over yet lasts until now', () => {
  const now = Date.parse('2026-11-24T02:01:30Z');
  expect(between('2026-11-24T02:00:00Z', null, now)).toBe('1 min 30 s');
  expect(between('2026-11-24T02:00:00Z', '2026-11-24T02:00:05Z', now)).toBe('5 s');
});

test('an interval without an upper end is a lower bound', () => {
  expect(interval(150, 190)).toBe('150–190');
  expect(interval(150, null)).toBe('at least 150');
});

test('names of the protocol read as words', () => {
  expect([words('rate-limit'), words('RESTORE_FAILED'), words('waf'), words('cpu of the host')]).toEqual(['Rate limit', 'Restore failed', 'WAF', 'CPU of the host']);
  expect([count(1, 'step'), count(1_200, 'step')]).toEqual(['1 step', '1,200 steps']);
});
