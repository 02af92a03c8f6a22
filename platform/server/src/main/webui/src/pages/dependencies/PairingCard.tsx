import { Card, CardBody, CardTitle } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { ABSENT, count, figure, millis, rate } from '../../format';
import { type Difference, type LoadLevel, type Pairing, perInstance, type Wait } from './loadLevels';
import { nameOf, WaitName } from './WaitName';

/** What the same load per instance costs on more instances, and where. */
export function PairingCard({ pairing: { one, many, differences } }: { pairing: Pairing }) {
  const most = Math.max(...differences.map(({ moreMillis }) => Math.abs(moreMillis)), Number.MIN_VALUE);
  const columns = [one, many].map(({ instances }) => count(instances, 'instance'));
  return (
    <Card>
      <CardTitle component="h2">
        {count(one.instances, 'instance')} beside {many.instances}
      </CardTitle>
      <CardBody>
        <p className="hr-summary">{summaryOf(one, many, differences)}</p>
        <Table aria-label="The same load per instance, compared" variant="compact" gridBreakPoint="grid-md">
          <Thead>
            <Tr>
              <Th width={35}>Waited for</Th>
              <Th modifier="wrap">{columns[0]}, ms per request</Th>
              <Th modifier="wrap">{columns[1]}, ms per request</Th>
              <Th width={20}>Difference, ms</Th>
              <Th modifier="wrap">Calls per request</Th>
              <Th modifier="wrap">Mean of a call, ms</Th>
            </Tr>
          </Thead>
          <Tbody>
            {differences.map((difference) => (
              <DifferenceRow key={difference.key} difference={difference} columns={columns} most={most} />
            ))}
          </Tbody>
        </Table>
      </CardBody>
    </Card>
  );
}

function DifferenceRow({ difference, columns, most }: { difference: Difference; columns: string[]; most: number }) {
  const { one, many, moreMillis, dependency } = difference;
  return (
    <Tr>
      <Td dataLabel="Waited for">
        <WaitName of={difference} />
      </Td>
      <Td dataLabel={columns[0]} className="hr-figure">
        {figure(one?.waitedMillis ?? 0)}
      </Td>
      <Td dataLabel={columns[1]} className="hr-figure">
        {figure(many?.waitedMillis ?? 0)}
      </Td>
      <Td dataLabel="Difference, ms">
        <div className="hr-took">
          <span className="hr-figure">{signed(moreMillis)}</span>
          <svg width="100%" height="8" aria-hidden="true" className={moreMillis > 0 ? 'hr-took-bar' : 'hr-less-bar'}>
            <rect width={`${(100 * Math.abs(moreMillis)) / most}%`} height="8" rx="2" />
          </svg>
        </div>
      </Td>
      <Td dataLabel="Calls per request" className="hr-figure">
        {dependency === undefined ? ABSENT : pair(one, many, (wait) => wait.calls?.mean)}
      </Td>
      <Td dataLabel="Mean of a call, ms" className="hr-figure">
        {dependency === undefined ? ABSENT : pair(one, many, (wait) => wait.time.mean)}
      </Td>
    </Tr>
  );
}

function pair(one: Wait | undefined, many: Wait | undefined, of: (wait: Wait) => number | undefined): string {
  const [before, after] = [one, many].map((wait) => (wait === undefined ? ABSENT : figure(of(wait))));
  return before === after ? `${after}` : `${before} → ${after}`;
}

const signed = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${figure(Math.abs(value))}`;

function summaryOf(one: LoadLevel, many: LoadLevel, differences: readonly Difference[]): string {
  const more = many.meanMillis - one.meanMillis;
  const whole = `At ${rate(perInstance(one))} and ${rate(perInstance(many))} per instance a request takes ${millis(one.meanMillis)} on ${count(one.instances, 'instance')} and ${millis(many.meanMillis)} on ${many.instances}`;
  const [first] = differences;
  const mostly = first !== undefined && Math.abs(first.moreMillis) > 0 ? ` The largest part: ${nameOf(first)}, ${signed(first.moreMillis)} ms.` : '';
  return `${whole}: ${millis(Math.abs(more))} ${more >= 0 ? 'more' : 'less'}.${mostly}`;
}
