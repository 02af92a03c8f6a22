import type { Line } from '../../chart/TimeSeries';
import { figure, millis, rate } from '../../format';

export const RATES: Line[] = [
  { label: 'Asked', colour: '--hr-quiet', dashed: true, says: rate },
  { label: 'Achieved', colour: '--hr-throughput', filled: true, says: rate },
];

export const LATENCY: Line[] = [{ label: 'p95', colour: '--hr-latency', says: millis }];

export const LATENCY_AND_LIMIT: Line[] = [...LATENCY, { label: 'Objective', colour: '--hr-quiet', dashed: true, says: millis }];

export const INSTANCES: Line[] = [
  { label: 'Ordered', colour: '--hr-quiet', dashed: true, stepped: true, says: figure },
  { label: 'Serving', colour: '--hr-knee', filled: true, stepped: true, says: figure },
];
