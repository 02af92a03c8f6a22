import { Alert } from '@patternfly/react-core';
import type { RunResult, RunView, Stage } from '../../api/types';
import { openings } from '../../live/openings';

/** What stands open because of this run, in red. */
export function Opened({ view, stages, result }: { view: RunView; stages: readonly Stage[]; result: RunResult | undefined }) {
  return openings(view, stages, result).map(({ kind, sentence }) => (
    <Alert key={sentence} variant="danger" isInline title={kind === 'now' ? 'Relaxed now' : 'Left open'}>
      {sentence}
    </Alert>
  ));
}
