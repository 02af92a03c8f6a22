import { expect, test } from 'vitest';
import type { TraceSummary, Why } from '../../api/telemetry';
import { choiceOf, requestsOf, searchOf, tracesByStep, worstOf } from './tracesByStep';

function trace(id: string, step: number, millis: number, why: Why[], request = 'GET /a'): TraceSummary {
  return { trace: id, step, millis, why, request, complete: true, spans: 1, failedSpans: 0, services: ['shop'] };
}

const traces = [trace('usual', 2, 50, ['random']), trace('slow', 2, 900, ['slowest', 'random']), trace('broken', 2, 10, ['failed'], 'POST /b'), trace('slower', 2, 950, ['slowest']), trace('early', 1, 5, ['random'])];
const idsOf = (choice: Parameters<typeof tracesByStep>[1]) => tracesByStep(traces, choice).map(({ step, traces: own }) => [step, own.map(({ trace: id }) => id)]);

test('steps in their order, in each what went wrong first', () => {
  expect(idsOf({})).toEqual([
    [1, ['early']],
    [2, ['broken', 'slower', 'slow', 'usual']],
  ]);
});

test('one may choose by request and by why a trace is kept', () => {
  expect(idsOf({ request: 'POST /b' })).toEqual([[2, ['broken']]]);
  expect(idsOf({ why: 'random' })).toEqual([
    [1, ['early']],
    [2, ['slow', 'usual']],
  ]);
  expect(idsOf({ request: 'POST /b', why: 'random' })).toEqual([]);
  expect(requestsOf(traces)).toEqual(['GET /a', 'POST /b']);
});

test('the step with most failures is looked at first, else the one with the slowest trace', () => {
  expect(worstOf(tracesByStep(traces, {}))?.step).toBe(2);
  expect(worstOf(tracesByStep([trace('a', 1, 70, ['failed']), trace('b', 2, 900, ['slowest'])], {}))?.step).toBe(1);
  expect(worstOf(tracesByStep([trace('a', 1, 70, ['slowest']), trace('b', 2, 900, ['slowest'])], {}))?.step).toBe(2);
  expect(worstOf([])).toBeUndefined();
});

test('a choice is the page’s address, and the other way round', () => {
  for (const choice of [{}, { step: 7 }, { step: 0, request: 'GET /a?b=c&d', why: 'failed' as const }]) {
    expect(choiceOf(new URLSearchParams(searchOf(choice)))).toEqual({ step: undefined, request: undefined, why: undefined, ...choice });
  }
  expect(choiceOf(new URLSearchParams('?step=x&why=none'))).toEqual({});
});
