import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMemo } from 'react';
import type { Progress } from '../../api/types';
import { ChartCard } from '../../chart/ChartCard';
import { type Line, TimeSeries } from '../../chart/TimeSeries';
import { latencyOf, lines, tells } from '../../live/secondsOf';
import { clock, count, figure, millis, percent, rate, words } from '../../format';

const RATES: Line[] = [
  { label: 'Asked', colour: '--hr-quiet', dashed: true, says: rate },
  { label: 'Achieved', colour: '--hr-throughput', filled: true, says: rate },
];
const LATENCY: Line[] = [{ label: 'p95', colour: '--hr-latency', says: millis }];

/** More rows than this help nobody; the newest are shown. */
const ROWS_MAX = 120;

/** The run second by second: what was asked and achieved, and how slow it was. */
export function SeriesCard({ seconds }: { seconds: readonly Progress[] }) {
  const rates = useMemo(() => lines(seconds, (second) => second.askedRate, (second) => second.achievedRate), [seconds]);
  const latency = useMemo(() => lines(seconds, (second) => latencyOf(second, second.p95)), [seconds]);
  return (
    <ChartCard
      title="Second by second"
      summary={summaryOf(seconds)}
      chart={
        <>
          <TimeSeries group="run" title="Rate, requests/s" lines={RATES} data={rates} />
          <TimeSeries group="run" title="p95, ms" lines={LATENCY} data={latency} logarithmic />
        </>
      }
      table={() => <SecondsTable seconds={seconds.filter(tells).slice(-ROWS_MAX).reverse()} />}
    />
  );
}

function summaryOf(seconds: readonly Progress[]): string {
  const peak = seconds.reduce((best, second) => (second.achievedRate > best.achievedRate ? second : best));
  const slowest = seconds.reduce((worst, second) => (second.p95 > worst.p95 ? second : worst));
  return `${count(seconds.length, 'second')} of load; most achieved ${rate(peak.achievedRate)} at ${clock(peak.at)}, highest p95 ${millis(slowest.p95)} at ${clock(slowest.at)}.`;
}

const COLUMNS = ['Time', 'Stage', 'Step', 'Asked, /s', 'Achieved, /s', 'p50, ms', 'p95, ms', 'Errors', 'In flight'];

function SecondsTable({ seconds }: { seconds: readonly Progress[] }) {
  return (
    <div className="hr-scroll" tabIndex={0} role="region" aria-label="Seconds, newest first">
      <Table aria-label="Seconds, newest first" variant="compact" gridBreakPoint="">
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
          {seconds.map((second) => (
            <Tr key={second.sequence}>
              <Td modifier="nowrap">{clock(second.at)}</Td>
              <Td>{words(second.stage)}</Td>
              <Td className="hr-figure">{second.step}</Td>
              <Td className="hr-figure">{figure(second.askedRate)}</Td>
              <Td className="hr-figure">{figure(second.achievedRate)}</Td>
              <Td className="hr-figure">{figure(latencyOf(second, second.p50))}</Td>
              <Td className="hr-figure">{figure(latencyOf(second, second.p95))}</Td>
              <Td className="hr-figure">{percent(second.errorShare)}</Td>
              <Td className="hr-figure">{figure(second.inFlight)}</Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </div>
  );
}
