import { expect, test } from 'vitest';
import type { FindingState, KnownFinding } from '../../api/findings';
import { byState } from './byState';

function finding(id: string, state: FindingState, severity: string, lastSeen: string): KnownFinding {
  return { id, state, severity, lastSeen, service: 'shop', kind: 'n-plus-one', subject: 's', statement: '', evidence: {}, suggestion: '', firstRun: 'a', lastRun: 'b' };
}

test('what is open comes first, the severest and latest of it before all', () => {
  const findings = [finding('gone', 'fixed', 'high', '3'), finding('mild', 'open', 'low', '9'), finding('old', 'open', 'high', '1'), finding('new', 'open', 'high', '2'), finding('known', 'acknowledged', 'medium', '5')];
  expect(byState(findings).map(({ state, findings: own }) => [state, own.map(({ id }) => id)])).toEqual([
    ['open', ['new', 'old', 'mild']],
    ['acknowledged', ['known']],
    ['fixed', ['gone']],
  ]);
});
