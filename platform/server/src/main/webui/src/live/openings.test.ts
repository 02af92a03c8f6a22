import { expect, test } from 'vitest';
import { composedRun, leftOpen } from '../../test/composedRun';
import type { RunView, StageState } from '../api/types';
import { openings, restored } from './openings';

const { view, result } = composedRun('r', '2026-11-24T02:00:00Z');

/** A run whose stages stand like this, those not named being done. */
function withStages(state: RunView['state'], states: Record<string, StageState>): RunView {
  return { ...view, state, stages: view.stages.map((stage) => ({ ...stage, state: states[stage.name] ?? 'DONE' })) };
}

const sentences = (run: RunView) => openings(run, run.stages, undefined).map(({ kind, sentence }) => `${kind}: ${sentence}`);

test('a run that put everything back leaves nothing open', () => {
  expect(openings(view, view.stages, undefined)).toEqual([]);
  expect(openings(view, view.stages, result)).toEqual([]);
});

test('between relax and restore the protections are open as the run needs it', () => {
  expect(sentences(withStages('RUNNING', { explore: 'RUNNING', restore: 'PENDING' }))).toEqual(['now: The protections stand relaxed for this run’s agents.']);
  expect(sentences(withStages('RUNNING', { relax: 'PENDING', explore: 'PENDING', restore: 'PENDING' }))).toEqual([]);
});

test('a run that died between the two left them open', () => {
  expect(sentences(withStages('FINISHED', { restore: 'PENDING' }))).toEqual(['left: The protections were relaxed and never restored.']);
});

test('a failed restore and a failed destroy are both said', () => {
  expect(sentences(withStages('FINISHED', { restore: 'FAILED', destroy: 'FAILED' }))).toEqual([
    'left: The protections could not all be restored.',
    'left: The environment could not be destroyed.',
  ]);
});

test('the result names what is open, and what was never proven closed', () => {
  const open = leftOpen({ view, events: [], result });
  expect(openings(open.view, open.view.stages, open.result).map(({ sentence }) => sentence)).toEqual(['WAF is not restored (RESTORE_FAILED).']);
  const [protection] = result.protections;
  expect(restored({ ...protection!, verifiedClosed: false })).toBe(false);
  expect(restored({ ...protection!, verifiedOpen: false, verifiedClosed: false, state: 'PLANNED' })).toBe(true);
  const standing = { ...result, environment: { ...result.environment, destroyed: false } };
  expect(openings(view, view.stages, standing).map(({ sentence }) => sentence)).toEqual(['Environment local-7f3a was not destroyed.']);
});
