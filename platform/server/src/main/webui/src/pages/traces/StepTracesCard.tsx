import { Card, CardBody, CardHeader, CardTitle } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'wouter';
import { runPage } from '../../api/client';
import type { TraceSummary } from '../../api/telemetry';
import { count, millis, rate, words } from '../../format';
import type { LoadStep } from '../../live/loadSteps';
import { MarkedVerdict } from '../../chart/Marker';
import { WhyLabel } from './WhyLabel';

interface Props {
  run: string;
  step: number;
  load: LoadStep | undefined;
  traces: readonly TraceSummary[];
}

export const tracePage = (run: string, step: number, trace: string) => `${runPage(run)}/traces/${step}/${encodeURIComponent(trace)}`;

/** A load step and its traces. */
export function StepTracesCard({ run, step, load, traces }: Props) {
  const longest = Math.max(...traces.map(({ millis: time }) => time));
  return (
    <Card>
      <CardHeader>
        <CardTitle component="h2">
          Step {step} <StepLoad load={load} />
        </CardTitle>
      </CardHeader>
      <CardBody>
        <Table aria-label={`Traces of step ${step}`} variant="compact" borders={false} gridBreakPoint="grid-md">
          <Thead>
            <Tr>
              <Th width={25}>Request</Th>
              <Th width={25}>Took</Th>
              <Th>Kept as</Th>
              <Th>Spans</Th>
              <Th>Services</Th>
            </Tr>
          </Thead>
          <Tbody>
            {traces.map((trace) => (
              <TraceRow key={trace.trace} run={run} trace={trace} longest={longest} />
            ))}
          </Tbody>
        </Table>
      </CardBody>
    </Card>
  );
}

function StepLoad({ load }: { load: LoadStep | undefined }) {
  if (load === undefined) {
    return null;
  }
  const { stage, instances, rate: asked, verdict } = load;
  return (
    <span className="hr-light hr-step-load">
      {words(stage)} · {count(instances, 'instance')} · asked {rate(asked)} {verdict !== undefined && <MarkedVerdict verdict={verdict} />}
    </span>
  );
}

function TraceRow({ run, trace, longest }: { run: string; trace: TraceSummary; longest: number }) {
  const { step, trace: id, request, why, complete, failure, failedSpans, spans, services, millis: time } = trace;
  return (
    <Tr>
      <Td dataLabel="Request">
        <Link href={tracePage(run, step, id)} className="hr-strong">
          {request}
        </Link>
        <div className="hr-quiet hr-mono">{id.slice(-12)}</div>
      </Td>
      <Td dataLabel="Took">
        <div className="hr-took">
          <span className="hr-figure">{millis(time)}</span>
          <svg className="hr-took-bar" width="100%" height="8" aria-hidden="true">
            <rect width={`${(100 * time) / longest}%`} height="8" rx="2" />
          </svg>
        </div>
      </Td>
      <Td dataLabel="Kept as">
        <div className="hr-labels">
          {why.map((reason) => (
            <WhyLabel key={reason} why={reason} />
          ))}
          {failure && <span className="hr-failure">{failure}</span>}
        </div>
      </Td>
      <Td dataLabel="Spans" className="hr-figure">
        {spans}
        {failedSpans > 0 && <span className="hr-failure"> · {failedSpans} failed</span>}
        {!complete && <span className="hr-quiet"> · some are missing</span>}
      </Td>
      <Td dataLabel="Services">{services.join(', ')}</Td>
    </Tr>
  );
}
