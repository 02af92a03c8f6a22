import { useMemo } from 'react';
import type { RunAssessment } from '../../api/types';
import { ChartCard } from '../../chart/ChartCard';
import { TimeSeries } from '../../chart/TimeSeries';
import { count, millis, rate, seconds } from '../../format';
import { INSTANCES, LATENCY_AND_LIMIT, RATES } from './courseLines';
import { LoadPoints } from './LoadPoints';
import { instancesOf, latencyOf, ratesOf } from './loadCourse';

/** Instances over time against the load and the objective. */
export function AssessmentCourse({ assessment }: { assessment: RunAssessment }) {
  const { series, instances, objective } = assessment;
  const rates = useMemo(() => ratesOf(series), [series]);
  const latency = useMemo(() => latencyOf(series, objective.p95Millis), [series, objective]);
  const counts = useMemo(() => instancesOf(series, instances), [series, instances]);
  return (
    <ChartCard
      title="Automatic scaling, second by second"
      summary={summaryOf(assessment)}
      chart={
        <>
          <TimeSeries group="assessment" title="Rate, requests/s" since="begin" lines={RATES} data={rates} />
          <TimeSeries group="assessment" title="p95, ms" since="begin" lines={LATENCY_AND_LIMIT} data={latency} logarithmic />
          <TimeSeries group="assessment" title="Instances" since="begin" lines={INSTANCES} data={counts} />
        </>
      }
      table={() => <LoadPoints name="Automatic scaling, second by second" series={series} />}
    />
  );
}

function summaryOf({ from, to, instances, triggerSeconds, firstReadySeconds, lost, objective }: RunAssessment): string {
  const ordered = triggerSeconds === null || triggerSeconds === undefined ? 'no more were ordered' : `more were ordered after ${seconds(triggerSeconds)}`;
  const ready = firstReadySeconds === null || firstReadySeconds === undefined ? 'none of them served' : `the first of them served after ${seconds(firstReadySeconds)}`;
  const missed = lost.length === 0 ? `p95 stayed below ${millis(objective.p95Millis)}` : `the objective was lost ${count(lost.length, 'time')}`;
  return `From ${rate(from)} to ${rate(to)} on ${count(instances[0]?.count ?? 0, 'instance')} at first: ${ordered}, ${ready}; ${missed}.`;
}
