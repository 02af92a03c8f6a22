import { Skeleton, Title } from '@patternfly/react-core';
import { usePlatform, useRuns } from '../../api/queries';
import { ProblemAlert } from '../../shell/Problems';
import { useTitle } from '../../shell/useTitle';
import { AlarmAlerts } from './AlarmAlerts';
import { NoRuns } from './NoRuns';
import { OpenAlerts } from './OpenAlerts';
import { RunTable } from './RunTable';
import { RunTheSample } from './RunTheSample';

/** All runs, and first of all what stands open. */
export function HomePage() {
  useTitle('Runs');
  const runs = useRuns();
  const { data: platform } = usePlatform();
  const sample = platform?.sample ?? undefined;
  return (
    <>
      <header className="hr-header">
        <Title headingLevel="h1" size="2xl">
          Runs
        </Title>
        {sample !== undefined && (runs.data?.length ?? 0) > 0 && <RunTheSample sample={sample} />}
      </header>
      {runs.error !== null && <ProblemAlert error={runs.error} />}
      <AlarmAlerts />
      {runs.data !== undefined && <OpenAlerts runs={runs.data} />}
      {runs.data === undefined && runs.error === null && <Skeleton height="12rem" screenreaderText="Reading the runs" />}
      {runs.data !== undefined && (runs.data.length === 0 ? <NoRuns sample={sample} /> : <RunTable runs={runs.data} />)}
    </>
  );
}
