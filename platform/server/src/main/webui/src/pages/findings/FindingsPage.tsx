import { Card, CardBody, CardTitle, EmptyState, EmptyStateBody, Skeleton, Title } from '@patternfly/react-core';
import SearchIcon from '@patternfly/react-icons/dist/esm/icons/search-icon';
import { Link } from 'wouter';
import { runPage } from '../../api/client';
import type { FindingState, KnownFinding } from '../../api/findings';
import { useFindings } from '../../api/queries';
import { FindingText } from '../../findings/FindingText';
import { moment } from '../../format';
import { ProblemAlert } from '../../shell/Problems';
import { useTitle } from '../../shell/useTitle';
import { Decide } from './Decide';
import { byState } from './byState';

const STATES: Record<FindingState, { title: string; says: string }> = {
  open: { title: 'Open', says: 'Nobody has said anything of these yet.' },
  acknowledged: { title: 'Acknowledged', says: 'Somebody sees to these.' },
  accepted: { title: 'Accepted', says: 'Lived with until the date given; then they are open again.' },
  fixed: { title: 'Fixed', says: 'A later run under the same conditions no longer shows these.' },
};

/** Every cause that runs showed, and what became of it. */
export function FindingsPage() {
  useTitle('Findings');
  const { data: findings, error } = useFindings();
  return (
    <>
      <Title headingLevel="h1" size="2xl">
        Findings
      </Title>
      {error !== null && <ProblemAlert error={error} />}
      {findings === undefined && error === null && <Skeleton height="12rem" screenreaderText="Reading the findings" />}
      {findings?.length === 0 && <NoFindings />}
      {findings !== undefined && byState(findings).map(({ state, findings: own }) => <StateCard key={state} state={state} findings={own} />)}
    </>
  );
}

function NoFindings() {
  return (
    <EmptyState titleText="No finding yet" headingLevel="h2" icon={SearchIcon} className="hr-empty">
      <EmptyStateBody>
        Runs look for causes in what services say of their requests. None was found so far, or no service has said anything: each run’s report tells what
        it could see.
      </EmptyStateBody>
    </EmptyState>
  );
}

function StateCard({ state, findings }: { state: FindingState; findings: readonly KnownFinding[] }) {
  const { title, says } = STATES[state];
  return (
    <Card>
      <CardTitle component="h2">
        {title} <span className="hr-light">{findings.length}</span>
      </CardTitle>
      <CardBody>
        <p className="hr-summary">{says}</p>
        <ul className="hr-findings">
          {findings.map((finding) => (
            <li key={finding.id}>
              <FindingText finding={finding}>
                <Course finding={finding} />
                {state !== 'fixed' && <Decide finding={finding} />}
              </FindingText>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function Course({ finding: { service, firstRun, lastRun, lastSeen, who, why, acceptedUntil, fixedBy } }: { finding: KnownFinding }) {
  return (
    <p className="hr-quiet">
      {service} · seen last <time dateTime={lastSeen}>{moment(lastSeen)}</time> in <Link href={runPage(lastRun)}>run {lastRun}</Link>
      {firstRun !== lastRun && (
        <>
          , first in <Link href={runPage(firstRun)}>run {firstRun}</Link>
        </>
      )}
      {who && ` · ${acceptedUntil ? 'accepted' : 'acknowledged'} by ${who}`}
      {why && `: ${why}`}
      {acceptedUntil && `, until ${moment(acceptedUntil)}`}
      {fixedBy && (
        <>
          {' '}
          · gone in <Link href={runPage(fixedBy)}>run {fixedBy}</Link>
        </>
      )}
    </p>
  );
}
