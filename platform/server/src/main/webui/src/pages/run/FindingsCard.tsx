import { Card, CardBody, CardTitle } from '@patternfly/react-core';
import { Link } from 'wouter';
import type { Coverage, Finding } from '../../api/types';
import { FindingText } from '../../findings/FindingText';
import { stepOfTrace } from '../../telemetry/traceIdentity';
import { tracePage } from '../traces/StepTracesCard';

/** More links than these say the same. */
const TRACES_SHOWN = 3;

/** The causes that a run's figures show, and what they are drawn from. */
export function FindingsCard({ run, findings, coverage }: { run: string; findings: Finding[]; coverage?: Coverage | null | undefined }) {
  if (findings.length === 0 && !coverage) {
    return null;
  }
  return (
    <Card>
      <CardTitle component="h2">Findings</CardTitle>
      <CardBody>
        <ul className="hr-findings">
          {findings.map((finding) => (
            <li key={`${finding.kind} ${finding.subject}`}>
              <FindingText finding={finding}>
                <SeenIn run={run} traces={finding.traces} />
              </FindingText>
            </li>
          ))}
        </ul>
        {coverage && (
          <p className="hr-quiet">
            {findings.length === 0 && coverage.traced > 0 && 'None. '}
            {coverage.sentence}
          </p>
        )}
      </CardBody>
    </Card>
  );
}

function SeenIn({ run, traces }: { run: string; traces: readonly string[] }) {
  if (traces.length === 0) {
    return null;
  }
  return (
    <p className="hr-links">
      <span className="hr-quiet">Seen in</span>
      {traces.slice(0, TRACES_SHOWN).map((trace) => (
        <Link key={trace} href={tracePage(run, stepOfTrace(trace), trace)}>
          trace {trace.slice(-12)}
        </Link>
      ))}
    </p>
  );
}
