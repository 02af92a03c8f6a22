import { Skeleton } from '@patternfly/react-core';
import { useSearchParams } from 'wouter';
import { useTelemetry, useTraces } from '../../api/queries';
import type { TraceSummary } from '../../api/telemetry';
import type { RunView } from '../../api/types';
import { loadSteps } from '../../live/loadSteps';
import { useLiveRun } from '../../live/useLiveRun';
import { ProblemAlert } from '../../shell/Problems';
import { CoverageNote } from '../../telemetry/CoverageNote';
import { NoTraces } from '../../telemetry/NoTraces';
import { RunFrame } from '../run/RunFrame';
import { StepList } from './StepList';
import { StepTracesCard } from './StepTracesCard';
import { TraceFilters } from './TraceFilters';
import { choiceOf, searchOf, tracesByStep, worstOf } from './tracesByStep';

/** The requests of a run that are kept whole, worst first, load step by load step. */
export function TracesPage({ id }: { id: string }) {
  return (
    <RunFrame id={id} current="traces" title="Traces">
      {(view) => <Traces view={view} />}
    </RunFrame>
  );
}

function Traces({ view }: { view: RunView }) {
  const over = view.state === 'FINISHED';
  const { data: traces, error } = useTraces(view.id, over);
  const { data: telemetry } = useTelemetry(view.id, over);
  if (error !== null) {
    return <ProblemAlert error={error} />;
  }
  if (traces === undefined) {
    return <Skeleton height="16rem" screenreaderText="Reading the traces" />;
  }
  if (traces.length === 0) {
    return <NoTraces over={over} />;
  }
  return (
    <>
      {telemetry !== undefined && telemetry.length > 0 && <CoverageNote steps={telemetry} />}
      <ChosenTraces view={view} traces={traces} />
    </>
  );
}

function ChosenTraces({ view, traces }: { view: RunView; traces: readonly TraceSummary[] }) {
  const { live } = useLiveRun(view);
  const [search, setSearch] = useSearchParams();
  const choice = choiceOf(search);
  const loads = loadSteps(live);
  const steps = tracesByStep(traces, choice);
  const shown = steps.find(({ step }) => step === choice.step) ?? worstOf(steps);
  return (
    <>
      <TraceFilters traces={traces} choice={choice} choose={(next) => setSearch(searchOf(next), { replace: true })} />
      {shown === undefined ? (
        <p role="status">No trace is kept that is like this.</p>
      ) : (
        <div className="hr-traces">
          <StepList run={view.id} steps={steps} loads={loads} choice={choice} shown={shown.step} />
          <StepTracesCard run={view.id} step={shown.step} load={loads.get(shown.step)} traces={shown.traces} />
        </div>
      )}
    </>
  );
}
