import { Card, CardBody, CardTitle } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { RunRecovery } from '../../api/types';
import { count, figure, percent, rate } from '../../format';

/** What an overload did, and when all was as before, on each set-up. */
export function RecoveryCard({ recovery }: { recovery: readonly RunRecovery[] }) {
  return (
    <Card>
      <CardTitle component="h2">Recovery from overload</CardTitle>
      <CardBody>
        <Table variant="compact" aria-label="Recovery from overload">
          <Thead>
            <Tr>
              <Th>Instances</Th>
              <Th>Overload</Th>
              <Th>Failed</Th>
              <Th>As before</Th>
              <Th>By the backlog</Th>
              <Th>Carried again</Th>
            </Tr>
          </Thead>
          <Tbody>
            {recovery.map((one) => (
              <Tr key={one.instances}>
                <Td dataLabel="Instances">{count(one.instances, 'instance')}</Td>
                <Td dataLabel="Overload">
                  {one.raised && `raised from ${rate(one.raised[0]?.rate)} ${one.raised.at(-1)?.unresponsive ? 'until unresponsive' : 'as far as may be asked'}: `}
                  {rate(one.overloadRate)} for {figure(one.overloadSeconds)} s, back to {rate(one.backTo)}
                </Td>
                <Td dataLabel="Failed">{percent(one.overloadErrorShare)}</Td>
                <Td dataLabel="As before">{one.outcome === 'recovered' ? `after ${figure(one.seconds)} s` : `not recovered: ${one.reason ?? ''}`}</Td>
                <Td dataLabel="By the backlog">
                  {figure(one.backlog)} owed: {figure(one.expectedSeconds)} s
                </Td>
                <Td dataLabel="Carried again">{one.again ? `${rate(one.again.rate)}: ${one.again.verdict.toLowerCase()}` : 'not measured'}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </CardBody>
    </Card>
  );
}
