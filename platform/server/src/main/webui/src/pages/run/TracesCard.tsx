import { Card, CardBody, CardTitle } from '@patternfly/react-core';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { runPage } from '../../api/client';
import { useTelemetry } from '../../api/queries';
import { millis, percent, rate } from '../../format';
import { loadSteps } from '../../live/loadSteps';
import type { LiveRun } from '../../live/liveRun';
import { CoverageNote } from '../../telemetry/CoverageNote';
import { carriedLevel, type LoadLevel, loadLevels } from '../dependencies/loadLevels';
import { nameOf } from '../dependencies/WaitName';

const SHOWN = 3;

/** What requests waited for, in short, and the way to all of it. Not there if no trace came. */
export function TracesCard({ id, over, live }: { id: string; over: boolean; live: LiveRun }) {
  const { data: telemetry } = useTelemetry(id, over);
  const traced = useMemo(() => telemetry?.filter(({ coverage }) => coverage.traces > 0) ?? [], [telemetry]);
  const level = useMemo(() => heaviestPassed(loadLevels(traced, loadSteps(live))), [traced, live]);
  if (traced.length === 0) {
    return null;
  }
  return (
    <Card>
      <CardTitle component="h2">Where the time goes</CardTitle>
      <CardBody>
        {level !== undefined && <Waits level={level} />}
        <CoverageNote steps={traced} />
        <p className="hr-links">
          <Link href={`${runPage(id)}/dependencies`}>Dependencies as the load grows</Link>
          <Link href={`${runPage(id)}/traces`}>Failed and slowest traces</Link>
        </p>
      </CardBody>
    </Card>
  );
}

/** On the smallest set-up; the lightest if all failed. */
function heaviestPassed(levels: readonly LoadLevel[]): LoadLevel | undefined {
  const ofSmallest = levels.filter(({ instances }) => instances === levels[0]?.instances);
  return carriedLevel(ofSmallest) ?? ofSmallest[0];
}

function Waits({ level: { rate: asked, meanMillis, waits } }: { level: LoadLevel }) {
  return (
    <>
      <p>
        At {rate(asked)} a request takes {millis(meanMillis)} on average. It waits longest for
      </p>
      <ol className="hr-waits">
        {waits.slice(0, SHOWN).map((wait) => (
          <li key={wait.key}>
            <svg width="100%" height="6" aria-hidden="true" className="hr-took-bar">
              <rect width={`${(100 * wait.waitedMillis) / meanMillis}%`} height="6" rx="2" />
            </svg>
            <span className="hr-figure">
              {millis(wait.waitedMillis)}, {percent(wait.waitedMillis / meanMillis)}
            </span>
            <span className="hr-wait-name">{nameOf(wait)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
