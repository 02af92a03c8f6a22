import { Alert, AlertGroup } from '@patternfly/react-core';
import { useQueries } from '@tanstack/react-query';
import { Link } from 'wouter';
import { fetchResult } from '../../api/client';
import type { RunView } from '../../api/types';
import { type Opening, openings } from '../../live/openings';

/** Results older than these runs are read on their own pages only. */
const RUNS_EXAMINED_MAX = 20;

/** Everything that stands open or relaxed, in red, whether a run needs it now or left it so. */
export function OpenAlerts({ runs }: { runs: RunView[] }) {
  const examined = runs.slice(0, RUNS_EXAMINED_MAX);
  const results = useQueries({
    queries: examined.map(({ id, state }) => ({
      queryKey: ['runs', id, 'result'],
      queryFn: () => fetchResult(id),
      enabled: state === 'FINISHED',
      staleTime: Infinity,
    })),
  });
  const open = examined.flatMap((run, index) => openings(run, run.stages, results[index]?.data));
  return (
    <AlertGroup aria-label="Open or relaxed">
      {open.map((opening) => (
        <OpenAlert key={`${opening.run} ${opening.sentence}`} opening={opening} />
      ))}
    </AlertGroup>
  );
}

function OpenAlert({ opening: { run, service, kind, sentence } }: { opening: Opening }) {
  const title = kind === 'now' ? `Relaxed now: ${service}` : `Left open: ${service}`;
  return (
    <Alert variant="danger" isInline title={title}>
      {sentence} <Link href={`/runs/${encodeURIComponent(run)}`}>Run {run}</Link>
    </Alert>
  );
}
