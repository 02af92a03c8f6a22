import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { Step } from '../../api/types';
import { MarkedVerdict } from '../../chart/Marker';
import { figure, interval, seconds, words } from '../../format';
import type { Rung } from '../../live/liveRun';

const COLUMNS = ['Step', 'Asked, /s', 'Answered, /s', 'Knee', 'Maximum', 'p50, ms', 'p95, ms', 'p99, ms', 'Max, ms', 'Errors', 'Measured', 'Knee then, /s', 'Why'];

/** Every load step of a ladder; latencies in milliseconds. */
export function StepTable({ rungs }: { rungs: readonly Rung[] }) {
  return (
    <div className="hr-scroll" tabIndex={0} role="region" aria-label="Load steps">
      <Table aria-label="Load steps" variant="compact" gridBreakPoint="">
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
          {rungs.map((rung) => (
            <StepRow key={rung.step} rung={rung} />
          ))}
        </Tbody>
      </Table>
    </div>
  );
}

function StepRow({ rung: { step, measured, knee } }: { rung: Rung }) {
  const { response } = measured;
  return (
    <Tr>
      <Td className="hr-figure">{step}</Td>
      <Td className="hr-figure">{figure(measured.rate)}</Td>
      <Td className="hr-figure">{figure(measured.throughput)}</Td>
      <Td modifier="nowrap">
        <MarkedVerdict verdict={measured.verdict} />
      </Td>
      <Td modifier="nowrap">
        <MarkedVerdict verdict={measured.saturation} />
      </Td>
      <Td className="hr-figure">{figure(response.p50)}</Td>
      <Td className="hr-figure">{figure(response.p95)}</Td>
      <Td className="hr-figure">{figure(response.p99)}</Td>
      <Td className="hr-figure">{figure(response.max)}</Td>
      <Td modifier="nowrap">{errorsOf(measured)}</Td>
      <Td className="hr-figure" modifier="nowrap">
        {seconds(measured.seconds)}
      </Td>
      <Td className="hr-figure" modifier="nowrap">
        {knee === undefined ? '' : interval(knee.lower, knee.upper)}
      </Td>
      <Td>
        <div className="hr-why">{[measured.reason, ...measured.flags].join('; ')}</div>
      </Td>
    </Tr>
  );
}

function errorsOf({ errors, dropped }: Step): string {
  const kinds = Object.entries(dropped > 0 ? { ...errors, dropped } : errors).filter(([, n]) => n > 0);
  return kinds.length === 0 ? 'none' : kinds.map(([kind, n]) => `${figure(n)} ${words(kind).toLowerCase()}`).join(', ');
}
