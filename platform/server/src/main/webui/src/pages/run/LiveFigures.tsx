import type { Progress } from '../../api/types';
import { latencyOf, tells } from '../../live/secondsOf';
import { ABSENT, count, figure, millis, percent, seconds, words } from '../../format';

/** The load step under way in figures, as of the last second. */
export function LiveFigures({ now }: { now: Progress | undefined }) {
  if (now === undefined) {
    return null;
  }
  const short = tells(now) && now.achievedRate < now.askedRate * SHORT_OF;
  const latency = (value: number) => millis(latencyOf(now, value));
  return (
    <section aria-label="Live figures" className="hr-live">
      <p className="hr-live-step">
        {words(now.stage)}, step {now.step}, {count(now.instances, 'instance')} · step ends in {seconds(now.stepSecondsLeft)} · stage in about{' '}
        {seconds(now.stageSecondsLeft)}
      </p>
      <dl className="hr-tiles">
        <Tile name="Asked" value={figure(now.askedRate)} unit="requests/s" />
        <Tile name="Achieved" value={figure(now.achievedRate)} unit="requests/s" alarm={short ? 'short of what was asked' : undefined} />
        <Tile name="p50" value={latency(now.p50)} />
        <Tile name="p95" value={latency(now.p95)} />
        <Tile name="p99" value={latency(now.p99)} />
        <Tile name="Max" value={latency(now.max)} />
        <Tile name="Errors" value={percent(now.errorShare)} alarm={now.errorShare > ERRORS_NOTABLE ? 'many' : undefined} />
        <Tile name="In flight" value={figure(now.inFlight)} unit="requests" />
      </dl>
    </section>
  );
}

/** Below this share of the asked rate the target visibly lags; single seconds vary by a few percent. */
const SHORT_OF = 0.9;
const ERRORS_NOTABLE = 0.01;

function Tile({ name, value, unit, alarm }: { name: string; value: string; unit?: string; alarm?: string | undefined }) {
  const [number, ownUnit] = value === ABSENT ? [value] : value.split(' ');
  return (
    <div className={`hr-tile ${alarm === undefined ? '' : 'hr-tile-alarm'}`}>
      <dt>{name}</dt>
      <dd>
        <span className="hr-tile-value">{number}</span> <span className="hr-quiet">{unit ?? ownUnit}</span>
        {alarm !== undefined && <span className="hr-tile-why">{alarm}</span>}
      </dd>
    </div>
  );
}
