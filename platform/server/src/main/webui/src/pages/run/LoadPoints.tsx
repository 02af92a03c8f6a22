import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { RunLoadPoint } from '../../api/types';
import { figure, percent } from '../../format';

const COLUMNS = ['Second', 'Asked, /s', 'Achieved, /s', 'p95, ms', 'Errors', 'In flight'];

/** A load whose rate changes, second by second. */
export function LoadPoints({ name, series }: { name: string; series: readonly RunLoadPoint[] }) {
  return (
    <div className="hr-scroll" tabIndex={0} role="region" aria-label={name}>
      <Table aria-label={name} variant="compact" gridBreakPoint="">
        <Thead>
          <Tr>
            {COLUMNS.map((column) => (
              <Th key={column} modifier="nowrap">
                {column}
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {series.map(({ second, asked, achieved, p95, errorShare, inFlight }) => (
            <Tr key={second}>
              <Td className="hr-figure">{figure(second)}</Td>
              <Td className="hr-figure">{figure(asked)}</Td>
              <Td className="hr-figure">{figure(achieved)}</Td>
              <Td className="hr-figure">{figure(p95)}</Td>
              <Td className="hr-figure">{percent(errorShare)}</Td>
              <Td className="hr-figure">{figure(inFlight)}</Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </div>
  );
}
