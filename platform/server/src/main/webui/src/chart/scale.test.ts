import { expect, test } from 'vitest';
import { linear, logarithmic, niceAtLeast } from './scale';

test('a nice figure is the next of 1, 2, 2.5, 5 by a power of ten', () => {
  expect([0, 0.3, 1, 1.1, 2.4, 3, 7, 240].map(niceAtLeast)).toEqual([1, 0.5, 1, 2, 2.5, 5, 10, 250]);
});

test('a linear scale goes from 0 past the largest figure in round steps', () => {
  const scale = linear(339, 50, 750, 8);
  expect(scale.ticks).toEqual([0, 50, 100, 150, 200, 250, 300, 350]);
  expect([scale(0), scale(350), scale(175)]).toEqual([50, 750, 400]);
});

test('nothing measured yet still gives an axis', () => {
  expect(linear(0, 0, 100, 4).ticks.length).toBeGreaterThan(1);
  expect(logarithmic([], 100, 0).ticks).toEqual([1, 2, 5, 10]);
});

test('a logarithmic scale spaces ratios equally and holds all figures', () => {
  const scale = logarithmic([32, 0, 3_200], 200, 0);
  expect(scale(200) - scale(2_000)).toBeCloseTo(scale(20) - scale(200));
  expect(scale(32)).toBeLessThanOrEqual(200);
  expect(scale(3_200)).toBeGreaterThanOrEqual(0);
  expect(scale(0)).toBe(200);
});

test('over several decades only powers of ten are written', () => {
  expect(logarithmic([20, 5_000], 200, 0).ticks).toEqual([100, 1_000]);
});
