import { Card } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'wouter';
import { useResult } from '../../api/queries';
import type { Interval, RunView } from '../../api/types';
import { ABSENT, between, figure, interval, moment, words } from '../../format';
import { Directional } from '../../shell/Directional';
import { useNow } from '../../shell/useNow';
import { VerdictLabel } from '../../shell/VerdictLabel';

export function RunTable({ runs }: { runs: RunView[] }) {
  const now = useNow(runs.some(({ state }) => state === 'RUNNING'));
  return (
    <Card>
      <Table aria-label="Runs, newest first" variant="compact">
        <Thead>
          <Tr>
            <Th>Service</Th>
            <Th>Class</Th>
            <Th>Verdict</Th>
            <Th modifier="wrap">Knee, requests/s</Th>
            <Th modifier="wrap">Maximum, requests/s</Th>
            <Th>Started</Th>
            <Th>Took</Th>
          </Tr>
        </Thead>
        <Tbody>
          {runs.map((run) => (
            <RunRow key={run.id} run={run} now={now} />
          ))}
        </Tbody>
      </Table>
    </Card>
  );
}

function RunRow({ run, now }: { run: RunView; now: number }) {
  const { data: result } = useResult(run.id, run.state === 'FINISHED');
  const { request, stages } = run;
  const stage = stages.find(({ state }) => state === 'RUNNING');
  const grade = result?.environment.grade;
  return (
    <Tr>
      <Td dataLabel="Service">
        <Link href={`/runs/${encodeURIComponent(run.id)}`} className="hr-strong">
          {request.service}
        </Link>
        <div className="hr-quiet hr-mono">{run.id}</div>
      </Td>
      <Td dataLabel="Class">{request.instanceClass}</Td>
      <Td dataLabel="Verdict">
        <VerdictLabel verdict={run.verdict} />
        {stage !== undefined && <span className="hr-beside">{words(stage.name)}</span>}
      </Td>
      <Td dataLabel="Knee, requests/s">
        <CapacityCell capacity={result?.singleInstance?.knee} grade={grade} />
      </Td>
      <Td dataLabel="Maximum, requests/s">
        <CapacityCell capacity={result?.singleInstance?.maximum} grade={grade} />
      </Td>
      <Td dataLabel="Started" modifier="nowrap">
        <time dateTime={run.created}>{moment(run.created)}</time>
      </Td>
      <Td dataLabel="Took" modifier="nowrap">
        {between(run.created, run.finished, now)}
      </Td>
    </Tr>
  );
}

function CapacityCell({ capacity, grade }: { capacity: Interval | undefined; grade: string | undefined }) {
  if (capacity === undefined) {
    return <span className="hr-quiet">{ABSENT}</span>;
  }
  return (
    <>
      <span className="hr-figure">{figure(capacity.estimate)}</span> <Directional grade={grade} />
      <div className="hr-quiet">{interval(capacity.lower, capacity.upper)}</div>
    </>
  );
}
