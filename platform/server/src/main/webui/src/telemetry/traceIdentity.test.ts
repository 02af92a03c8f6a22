import { expect, test } from 'vitest';
import { stepOfTrace } from './traceIdentity';

test('a trace id names its load step, as docs/telemetry.md has it', () => {
  expect(stepOfTrace('484e65d3fbe8ad0102a1b2c3d4e5f607')).toBe(258);
});
