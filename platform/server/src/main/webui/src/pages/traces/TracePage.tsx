import { Skeleton } from '@patternfly/react-core';
import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { runPage } from '../../api/client';
import { useStepTraces } from '../../api/queries';
import type { TraceView } from '../../api/telemetry';
import type { RunView } from '../../api/types';
import { ChartCard } from '../../chart/ChartCard';
import { failed, spanTree } from '../../chart/waterfall';
import { WaterfallChart } from '../../chart/WaterfallChart';
import { count, millis } from '../../format';
import { inWords, loadSteps } from '../../live/loadSteps';
import { useLiveRun } from '../../live/useLiveRun';
import { ProblemAlert } from '../../shell/Problems';
import { RunFrame } from '../run/RunFrame';
import { SpanPanel } from './SpanPanel';
import { SpanTable } from './SpanTable';
import { WhyLabel } from './WhyLabel';

/** One request through all services that took part. */
export function TracePage({ id, step, trace }: { id: string; step: number; trace: string }) {
  return (
    <RunFrame id={id} current="traces" title={`Trace ${trace.slice(-12)}`} above={{ name: 'Traces', href: `${runPage(id)}/traces` }}>
      {(view) => <FoundTrace view={view} step={step} id={trace} />}
    </RunFrame>
  );
}

function FoundTrace({ view, step, id }: { view: RunView; step: number; id: string }) {
  const { data: traces, error } = useStepTraces(view.id, step);
  const { live } = useLiveRun(view);
  if (error !== null) {
    return <ProblemAlert error={error} />;
  }
  if (traces === undefined) {
    return <Skeleton height="16rem" screenreaderText="Reading the trace" />;
  }
  const found = traces.filter(({ trace }) => trace === id);
  const trace = found[0];
  if (trace === undefined) {
    return <p role="status">This trace is not kept: while a run goes on, slower ones take the place of others.</p>;
  }
  return (
    <>
      <p className="hr-trace-of">
        <strong>{trace.request}</strong>, {millis(trace.millis)}, in step {step} ({inWords(loadSteps(live).get(step))}){' '}
        <span className="hr-labels">
          {found.map(({ why }) => (
            <WhyLabel key={why} why={why} />
          ))}
        </span>
      </p>
      <Trace trace={trace} />
    </>
  );
}

function Trace({ trace }: { trace: TraceView }) {
  const root = useMemo(() => spanTree(trace), [trace]);
  const [search, setSearch] = useSearchParams();
  const chosen = trace.spans.find(({ span }) => span === search.get('span')) ?? root.span;
  const choose = (span: string) => setSearch({ span }, { replace: true });
  return (
    <div className="hr-trace">
      <ChartCard
        title="Waterfall"
        summary={summaryOf(trace)}
        chart={<WaterfallChart trace={trace} root={root} chosen={chosen.span} choose={choose} />}
        table={() => <SpanTable root={root} />}
      />
      <SpanPanel span={chosen} trace={trace} />
    </div>
  );
}

function summaryOf({ spans, complete, millis: took, criticalPath }: TraceView): string {
  const services = new Set(spans.map(({ service }) => service)).size;
  const wrong = spans.filter(failed).length;
  const waits = spans.toSorted((a, b) => b.waitedMillis - a.waitedMillis)[0];
  const parts = [
    `${count(spans.length, 'span')} of ${count(services, 'service')}`,
    ...(wrong > 0 ? [`${wrong} failed`] : []),
    ...(waits !== undefined && criticalPath.length > 1 ? [`${millis(waits.waitedMillis)} of ${millis(took)} went into ${waits.name} of ${waits.service}`] : []),
    ...(complete ? [] : ['some spans are missing']),
  ];
  return `${parts.join('; ')}.`;
}
