import { Skeleton, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { useTelemetry } from '../../api/queries';
import type { StepView } from '../../api/telemetry';
import type { RunView } from '../../api/types';
import { count } from '../../format';
import { loadSteps } from '../../live/loadSteps';
import { useLiveRun } from '../../live/useLiveRun';
import { ProblemAlert } from '../../shell/Problems';
import { CoverageNote } from '../../telemetry/CoverageNote';
import { NoTraces } from '../../telemetry/NoTraces';
import { RunFrame } from '../run/RunFrame';
import { CallsCard } from './CallsCard';
import { loadLevels, pairing } from './loadLevels';
import { PairingCard } from './PairingCard';
import { WaitsCard } from './WaitsCard';

/** What requests wait for, and how that grows with the load. */
export function DependenciesPage({ id }: { id: string }) {
  return (
    <RunFrame id={id} current="dependencies" title="Dependencies">
      {(view) => <Dependencies view={view} />}
    </RunFrame>
  );
}

function Dependencies({ view }: { view: RunView }) {
  const over = view.state === 'FINISHED';
  const { data: telemetry, error } = useTelemetry(view.id, over);
  if (error !== null) {
    return <ProblemAlert error={error} />;
  }
  if (telemetry === undefined) {
    return <Skeleton height="16rem" screenreaderText="Reading what the traces say" />;
  }
  const traced = telemetry.filter(({ coverage }) => coverage.traces > 0);
  return traced.length === 0 ? <NoTraces over={over} /> : <Levels view={view} steps={traced} />;
}

function Levels({ view, steps }: { view: RunView; steps: readonly StepView[] }) {
  const { live } = useLiveRun(view);
  const [search, setSearch] = useSearchParams();
  const levels = useMemo(() => loadLevels(steps, loadSteps(live)), [steps, live]);
  const sizes = [...new Set(levels.map(({ instances }) => instances))];
  const size = sizes.find((one) => `${one}` === search.get('instances')) ?? sizes[0];
  const shown = levels.filter(({ instances }) => instances === size);
  const pair = pairing(levels);
  return (
    <>
      <CoverageNote steps={steps} />
      {shown.length === 0 && <p role="status">No load step with traces is measured yet whose rate was steady.</p>}
      {sizes.length > 1 && (
        <ToggleGroup aria-label="Set-up">
          {sizes.map((one) => (
            <ToggleGroupItem key={one} text={count(one, 'instance')} isSelected={one === size} onChange={() => setSearch({ instances: `${one}` }, { replace: true })} />
          ))}
        </ToggleGroup>
      )}
      {shown.length > 0 && (
        <>
          <WaitsCard levels={shown} />
          <CallsCard levels={shown} />
        </>
      )}
      {pair !== undefined && <PairingCard pairing={pair} />}
    </>
  );
}
