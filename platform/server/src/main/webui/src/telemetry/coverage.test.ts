import { expect, test } from 'vitest';
import type { Coverage, DependencyFigures, StepView } from '../api/telemetry';
import { coverageSentences, silenceOf } from './coverage';

const TIME = { count: 1, mean: 1, p50: 1, p95: 1, max: 1 };

function step(coverage: Partial<Coverage>, dependencies: Partial<DependencyFigures>[] = []): StepView {
  const whole = { traces: 0, complete: 0, duplicates: 0, detached: 0, skewed: 0, leftOut: 0, unobserved: [], ...coverage };
  return { step: 1, requests: TIME, dependencies: dependencies as DependencyFigures[], services: [], coverage: whole, patterns: [] };
}

const database = { dependency: { kind: 'DATABASE' as const, peer: 'postgresql profile', operation: 'select' }, observed: 0 };
const stock = (observed: number) => ({ dependency: { kind: 'HTTP' as const, peer: 'stock:80', operation: 'GET /' }, observed });

test('says how many traces are complete, and who never reports', () => {
  expect(coverageSentences([step({ traces: 1_200, complete: 1_199 }, [database]), step({ traces: 4, complete: 4 })])).toEqual([
    'Of 1,204 sampled requests 1,203 have a complete trace.',
    'postgresql profile never reports itself: times are as the caller saw them.',
  ]);
  expect(coverageSentences([step({ traces: 1, complete: 1 })])).toEqual(['The one sampled request has a complete trace.']);
});

test('says what makes figures worth less', () => {
  const sentences = coverageSentences([step({ traces: 2, complete: 1, detached: 1, skewed: 3, leftOut: 7, unobserved: ['mail:25', 'stock:80'] }, [stock(0)])]);
  expect(sentences).toEqual([
    'Of 2 sampled requests 1 has a complete trace.',
    '1 span came without the span that called it.',
    'The clocks behind 3 spans had to be set.',
    '7 calls are in no row: too many different ones.',
    'mail:25 and stock:80 are asked and never report: what happens there stays unseen.',
  ]);
});

test('a peer that reports in one step is not silent', () => {
  const sentences = coverageSentences([step({ traces: 1, complete: 1, unobserved: ['stock:80'] }, [stock(0)]), step({ traces: 1, complete: 1 }, [stock(0.5)])]);
  expect(sentences).toEqual(['All 2 sampled requests have a complete trace.']);
});

test('tells a platform that hears nothing from a run that is not named', () => {
  expect(silenceOf({ received: {}, unexpectedTraces: 0 })).toBe('nothing-came');
  expect(silenceOf({ received: { SPANS_ACCEPTED: 9 }, unexpectedTraces: 3 })).toBe('of-no-run');
  expect(silenceOf({ received: { SPANS_ACCEPTED: 9 }, unexpectedTraces: 0 })).toBe('none-of-this-run');
});
