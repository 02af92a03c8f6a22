import { Card, CardBody, CardTitle, Label } from '@patternfly/react-core';
import LockIcon from '@patternfly/react-icons/dist/esm/icons/lock-icon';
import LockOpenIcon from '@patternfly/react-icons/dist/esm/icons/lock-open-icon';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { Protection } from '../../api/types';
import { percent, seconds, words } from '../../format';
import { restored } from '../../live/openings';

/** What guards the target: how long each stood relaxed for our agents, and the proof that it is back. */
export function ProtectionsCard({ protections }: { protections: Protection[] }) {
  if (protections.length === 0) {
    return null;
  }
  return (
    <Card>
      <CardTitle component="h2">Protections</CardTitle>
      <CardBody>
        <Table aria-label="Protections" variant="compact" borders={false}>
          <Thead>
            <Tr>
              <Th>Name</Th>
              <Th>Now</Th>
              <Th>Relaxed for</Th>
              <Th>Proven open</Th>
              <Th>Proven closed</Th>
              <Th>Refused before</Th>
            </Tr>
          </Thead>
          <Tbody>
            {protections.map((protection) => (
              <Tr key={protection.name}>
                <Td dataLabel="Name">{words(protection.name)}</Td>
                <Td dataLabel="Now">
                  <RestoredLabel protection={protection} />
                </Td>
                <Td dataLabel="Relaxed for">{seconds(protection.openSeconds)}</Td>
                <Td dataLabel="Proven open">{protection.verifiedOpen ? 'yes' : 'no'}</Td>
                <Td dataLabel="Proven closed">{protection.verifiedClosed ? 'yes' : 'no'}</Td>
                <Td dataLabel="Refused before">{percent(protection.blockedShareBefore)}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </CardBody>
    </Card>
  );
}

function RestoredLabel({ protection }: { protection: Protection }) {
  return restored(protection) ? (
    <Label isCompact color="green" icon={<LockIcon />}>
      Restored
    </Label>
  ) : (
    <Label isCompact color="red" icon={<LockOpenIcon />}>
      {words(protection.state)}
    </Label>
  );
}
