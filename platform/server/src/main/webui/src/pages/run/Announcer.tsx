import { useEffect, useRef, useState } from 'react';
import { figure, millis, percent, words } from '../../format';
import type { LiveRun } from '../../live/liveRun';
import { latencyOf } from '../../live/secondsOf';

/** A screen reader that is told every second tells nothing. */
const SPEAK_EVERY_MILLIS = 5_000;

/** Says to screen readers how the run goes. */
export function Announcer({ live }: { live: LiveRun }) {
  const latest = useRef(live);
  latest.current = live;
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setInterval(() => setSaid(sentence(latest.current)), SPEAK_EVERY_MILLIS);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className="pf-v6-screen-reader" aria-live="polite">
      {said}
    </div>
  );
}

function sentence({ now, stages, finished }: LiveRun): string {
  if (finished !== undefined) {
    return `The run is over: ${finished.verdict}. ${finished.reason}`;
  }
  if (now !== undefined) {
    const figures = `asked ${figure(now.askedRate)}, achieved ${figure(now.achievedRate)} requests per second`;
    return `${words(now.stage)}, step ${now.step}: ${figures}, p95 ${millis(latencyOf(now, now.p95))}, errors ${percent(now.errorShare)}.`;
  }
  const stage = stages.find(({ state }) => state === 'RUNNING');
  return stage === undefined ? '' : `${words(stage.name)} is under way.`;
}
