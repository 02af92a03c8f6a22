import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { ReactNode } from 'react';
import { ChartCard } from '../../chart/ChartCard';
import { Sparkline } from '../../chart/Sparkline';
import { ABSENT, count, figure, rate } from '../../format';
import { type LoadLevel, overLoad, type Wait, type WaitOverLoad } from './loadLevels';
import { nameOf, WaitName } from './WaitName';

interface Figure {
  name: string;
  of: (wait: Wait) => number;
}

const FIGURES: Figure[] = [
  { name: 'Calls per request', of: ({ calls }) => calls?.mean ?? 0 },
  { name: 'Mean, ms', of: ({ time }) => time.mean },
  { name: 'p95, ms', of: ({ time }) => time.p95 },
  { name: 'Max, ms', of: ({ time }) => time.max },
  { name: 'Waited, ms per request', of: ({ waitedMillis }) => waitedMillis },
];

/** Each dependency's own figures from the lightest load to the heaviest. */
export function CallsCard({ levels }: { levels: readonly LoadLevel[] }) {
  const dependencies = overLoad(levels).filter(({ dependency }) => dependency !== undefined);
  const ends = `${rate(levels[0]!.rate)} → ${rate(levels.at(-1)!.rate)}`;
  return (
    <ChartCard
      title="Dependencies"
      summary={`${count(dependencies.length, 'dependency', 'dependencies')}; each figure at ${ends}, and its line between. A p95 is the worst instance’s.`}
      chart={<Lines dependencies={dependencies} xMax={levels.at(-1)!.rate} />}
      table={() => <CallsTable dependencies={dependencies} />}
    />
  );
}

function Lines({ dependencies, xMax }: { dependencies: readonly WaitOverLoad[]; xMax: number }) {
  return (
    <Table aria-label="Dependencies" variant="compact" gridBreakPoint="grid-lg">
      <Thead>
        <Tr>
          <Th width={30}>Dependency</Th>
          {FIGURES.map(({ name }) => (
            <Th key={name} modifier="wrap">
              {name}
            </Th>
          ))}
          <Th>Errors</Th>
        </Tr>
      </Thead>
      <Tbody>
        {dependencies.map((dependency) => (
          <Tr key={dependency.key}>
            <Td dataLabel="Dependency">
              <WaitName of={dependency} />
            </Td>
            {FIGURES.map(({ name, of }) => (
              <Td key={name} dataLabel={name}>
                <Line points={dependency.points.flatMap(({ level, wait }) => (wait === undefined ? [] : [{ x: level.rate, y: of(wait) }]))} xMax={xMax} />
              </Td>
            ))}
            <Td dataLabel="Errors" className="hr-figure">
              <Errors points={dependency.points} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function Line({ points, xMax }: { points: { x: number; y: number }[]; xMax: number }): ReactNode {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) {
    return ABSENT;
  }
  return (
    <div className="hr-spark-cell">
      <span className="hr-figure">{figure(first.y) === figure(last.y) ? figure(last.y) : `${figure(first.y)} → ${figure(last.y)}`}</span>
      <Sparkline points={points} width={96} height={28} xMax={xMax} />
    </div>
  );
}

function Errors({ points }: Pick<WaitOverLoad, 'points'>) {
  const errors = points.reduce((total, { wait }) => total + (wait?.errors ?? 0), 0);
  return errors === 0 ? 'none' : <span className="hr-failure">{count(errors, 'failed call')}</span>;
}

function CallsTable({ dependencies }: { dependencies: readonly WaitOverLoad[] }) {
  return (
    <div className="hr-scroll" tabIndex={0} role="region" aria-label="Dependencies by load">
      <Table aria-label="Dependencies by load" variant="compact" gridBreakPoint="">
        <Thead>
          <Tr>
            <Th>Dependency</Th>
            <Th modifier="nowrap">Asked rate, /s</Th>
            {FIGURES.map(({ name }) => (
              <Th key={name} modifier="nowrap">
                {name}
              </Th>
            ))}
            <Th modifier="nowrap">Most calls</Th>
            <Th>Calls</Th>
            <Th>Errors</Th>
          </Tr>
        </Thead>
        <Tbody>
          {dependencies.flatMap((dependency) =>
            dependency.points.map(({ level, wait }) => (
              <Tr key={`${dependency.key} ${level.rate}`}>
                <Td>
                  <div className="hr-why">{nameOf(dependency)}</div>
                </Td>
                <Td className="hr-figure">{figure(level.rate)}</Td>
                {FIGURES.map(({ name, of }) => (
                  <Td key={name} className="hr-figure">
                    {wait === undefined ? ABSENT : figure(of(wait))}
                  </Td>
                ))}
                <Td className="hr-figure">{figure(wait?.calls?.max)}</Td>
                <Td className="hr-figure">{figure(wait?.time.count ?? 0)}</Td>
                <Td className="hr-figure">{figure(wait?.errors ?? 0)}</Td>
              </Tr>
            )),
          )}
        </Tbody>
      </Table>
    </div>
  );
}
