import { useMemo } from 'react';
import type { RunRecovery } from '../../api/types';
import { ChartCard } from '../../chart/ChartCard';
import { TimeSeries } from '../../chart/TimeSeries';
import { count, percent, rate, seconds } from '../../format';
import { LATENCY, RATES } from './courseLines';
import { LoadPoints } from './LoadPoints';
import { latencyOf, ratesOf } from './loadCourse';

/** An overload and the return from it. */
export function RecoveryCourse({ recovery }: { recovery: RunRecovery }) {
  const { series, instances } = recovery;
  const rates = useMemo(() => ratesOf(series), [series]);
  const latency = useMemo(() => latencyOf(series), [series]);
  const title = `Overload and return, ${count(instances, 'instance')}`;
  return (
    <ChartCard
      title={title}
      summary={summaryOf(recovery)}
      chart={
        <>
          <TimeSeries group={title} title={`Rate on ${count(instances, 'instance')}, requests/s`} since="begin" lines={RATES} data={rates} />
          <TimeSeries group={title} title={`p95 on ${count(instances, 'instance')}, ms`} since="begin" lines={LATENCY} data={latency} logarithmic />
        </>
      }
      table={() => <LoadPoints name={title} series={series} />}
    />
  );
}

function summaryOf({ overloadRate, overloadSeconds, backTo, overloadErrorShare, outcome, seconds: took }: RunRecovery): string {
  const back = outcome === 'recovered' ? `all was as before after ${seconds(took)}` : 'it did not recover';
  return `${rate(overloadRate)} for ${seconds(overloadSeconds)}, of which ${percent(overloadErrorShare)} failed; back to ${rate(backTo)}, ${back}.`;
}
