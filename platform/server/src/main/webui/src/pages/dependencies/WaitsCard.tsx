import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { ChartCard } from '../../chart/ChartCard';
import { type SparkPoint, Sparkline } from '../../chart/Sparkline';
import { count, figure, millis, rate } from '../../format';
import { carriedLevel, type LoadLevel, overLoad, type WaitOverLoad } from './loadLevels';
import { nameOf, WaitName } from './WaitName';

/** Of what a request took at the heaviest load that did not fail. */
const ROOM_ABOVE_CARRIED = 2;

/** More panels than these are read as a table. */
const PANELS_MAX = 11;
const PANEL = { width: 220, height: 72 };

/** What a request spends its time on as the load grows: the whole, then its parts on the same scale. */
export function WaitsCard({ levels }: { levels: readonly LoadLevel[] }) {
  const waits = overLoad(levels);
  const xMax = Math.max(...levels.map((level) => level.rate));
  const whole = levels.map((level) => ({ x: level.rate, y: level.meanMillis }));
  const carried = carriedLevel(levels);
  // What fails is slower by a hundred times, and would press all else to the ground.
  const yMax = carried === undefined ? Math.max(...whole.map(({ y }) => y)) : ROOM_ABOVE_CARRIED * carried.meanMillis;
  return (
    <ChartCard
      title="What a request waits for"
      summary={summaryOf(levels, waits)}
      chart={
        <ul className="hr-multiples">
          <li>
            <div className="hr-multiple-name">
              <span className="hr-strong">Whole request</span>
              <div className="hr-quiet">on average</div>
            </div>
            <Growth points={whole} carried={carried?.rate} />
            <Sparkline points={whole} {...PANEL} xMax={xMax} yMax={yMax} filled />
          </li>
          {waits.slice(0, PANELS_MAX).map((wait) => (
            <li key={wait.key}>
              <div className="hr-multiple-name">
                <WaitName of={wait} />
              </div>
              <Growth points={waited(wait)} carried={carried?.rate} />
              <Sparkline points={waited(wait)} {...PANEL} xMax={xMax} yMax={yMax} filled />
            </li>
          ))}
        </ul>
      }
      table={() => <WaitsTable levels={levels} waits={waits} />}
    />
  );
}

const waited = ({ points }: WaitOverLoad) => points.map(({ level, wait }) => ({ x: level.rate, y: wait?.waitedMillis ?? 0 }));

/** At the lightest load, at the heaviest that did not fail, and at the heaviest. */
function Growth({ points, carried }: { points: readonly SparkPoint[]; carried: number | undefined }) {
  const [first, middle, last] = [points[0], points.find(({ x }) => x === carried), points.at(-1)];
  return (
    <div className="hr-growth">
      {millis(first?.y)}
      {middle !== undefined && middle !== first && middle !== last && <> → {millis(middle.y)}</>} → <strong>{millis(last?.y)}</strong>
    </div>
  );
}

function summaryOf(levels: readonly LoadLevel[], waits: readonly WaitOverLoad[]): string {
  const [first, last] = [levels[0]!, levels.at(-1)!];
  const grew = waits
    .map((wait) => ({ wait, more: (wait.points.at(-1)?.wait?.waitedMillis ?? 0) - (wait.points[0]?.wait?.waitedMillis ?? 0) }))
    .sort((a, b) => b.more - a.more)[0];
  const carried = carriedLevel(levels);
  const at = [first, ...(carried === undefined || carried === first || carried === last ? [] : [carried]), last].map((level) => rate(level.rate)).join(', ');
  const whole = `From ${rate(first.rate)} to ${rate(last.rate)} a request grows from ${millis(first.meanMillis)} to ${millis(last.meanMillis)}`;
  const most = grew !== undefined && grew.more > 0 ? `, most by ${nameOf(grew.wait)}: ${millis(grew.more)} more` : '';
  return `${whole}${most}. All parts have one scale and together are the request; figures are at ${at}.`;
}

function WaitsTable({ levels, waits }: { levels: readonly LoadLevel[]; waits: readonly WaitOverLoad[] }) {
  return (
    <div className="hr-scroll" tabIndex={0} role="region" aria-label="Waiting by load, in ms per request">
      <Table aria-label="Waiting by load, in ms per request" variant="compact" gridBreakPoint="">
        <Thead>
          <Tr>
            <Th>ms per request at</Th>
            {levels.map((level) => (
              <Th key={level.rate} modifier="nowrap">
                {rate(level.rate)}
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          <Tr>
            <Td>Whole request, of {count(levels.reduce((total, { requests }) => total + requests, 0), 'request')}</Td>
            {levels.map((level) => (
              <Td key={level.rate} className="hr-figure">
                {figure(level.meanMillis)}
              </Td>
            ))}
          </Tr>
          {waits.map((wait) => (
            <Tr key={wait.key}>
              <Td>
                <div className="hr-why">{nameOf(wait)}</div>
              </Td>
              {waited(wait).map(({ x, y }) => (
                <Td key={x} className="hr-figure">
                  {figure(y)}
                </Td>
              ))}
            </Tr>
          ))}
        </Tbody>
      </Table>
    </div>
  );
}
