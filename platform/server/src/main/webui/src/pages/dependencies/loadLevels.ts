import type { Dependency, DependencyFigures, StepView } from '../../api/telemetry';
import type { LoadStep } from '../../live/loadSteps';

/** A load that was measured on so many instances, by one step or several. */
export interface LoadLevel {
  instances: number;
  /** Asked, in requests/s. */
  rate: number;
  steps: number[];
  /** Whether a step of it failed for the knee. */
  failed: boolean;
  requests: number;
  /** Of a whole request, in milliseconds. */
  meanMillis: number;
  waits: Wait[];
}

/** What requests spent time on: a dependency, or a service's own work if there is no dependency. */
export interface Wait {
  key: string;
  service: string;
  dependency?: Dependency | undefined;
  /** Of those requests that make any, on average and at most. */
  calls?: { mean: number; max: number } | undefined;
  /** Of one call, in milliseconds; of several instances and steps the worst p95, and the mean of all. */
  time: { mean: number; p95: number; max: number; count: number };
  errors: number;
  /** Per request, in milliseconds. All waits of a level together are a request's mean. */
  waitedMillis: number;
}

const SEARCHING: readonly string[] = ['explore', 'extrapolate'];

/**
 * The loads that were measured, by instances and rate. Steps that were invalid are left out, and those whose load has no one rate. Without any
 * known step (a run whose events are gone) there is none.
 */
export function loadLevels(steps: readonly StepView[], loads: ReadonlyMap<number, LoadStep>): LoadLevel[] {
  const levels = new Map<string, { loads: LoadStep[]; steps: StepView[] }>();
  for (const step of steps) {
    const load = loads.get(step.step);
    if (load !== undefined && SEARCHING.includes(load.stage) && load.verdict !== 'INVALID' && step.requests.count > 0) {
      const key = `${load.instances} ${load.rate}`;
      const level = levels.get(key) ?? { loads: [], steps: [] };
      level.loads.push(load);
      level.steps.push(step);
      levels.set(key, level);
    }
  }
  return [...levels.values()].map((level) => levelOf(level.loads, level.steps)).sort((a, b) => a.instances - b.instances || a.rate - b.rate);
}

function levelOf(loads: readonly LoadStep[], steps: readonly StepView[]): LoadLevel {
  const { instances, rate } = loads[0]!;
  const requests = sum(steps, (step) => step.requests.count);
  return {
    instances,
    rate,
    steps: steps.map(({ step }) => step),
    failed: loads.some(({ verdict }) => verdict === 'FAIL'),
    requests,
    meanMillis: sum(steps, (step) => step.requests.mean * step.requests.count) / requests,
    waits: waitsOf(steps, requests).sort((a, b) => b.waitedMillis - a.waitedMillis),
  };
}

function waitsOf(steps: readonly StepView[], requests: number): Wait[] {
  const calls = groupedBy(
    steps.flatMap(({ dependencies }) => dependencies),
    ({ service, dependency: { kind, peer, operation } }) => [service, kind, peer, operation].join(' '),
  );
  const work = groupedBy(
    steps.flatMap(({ services }) => services),
    ({ service }) => service,
  );
  return [
    ...[...calls].map(([key, rows]): Wait => ({
      key,
      service: rows[0]!.service,
      dependency: rows[0]!.dependency,
      calls: callsOf(rows),
      time: timeOf(rows),
      errors: errorsOf(rows),
      waitedMillis: sum(rows, (row) => row.waitedMillis) / requests,
    })),
    ...[...work].map(([service, rows]): Wait => ({
      key: service,
      service,
      time: timeOf(rows),
      errors: errorsOf(rows),
      waitedMillis: sum(rows, (row) => row.workedMillis) / requests,
    })),
  ];
}

function callsOf(rows: readonly DependencyFigures[]): Wait['calls'] {
  const requests = sum(rows, (row) => row.requests);
  return { mean: requests === 0 ? 0 : sum(rows, (row) => row.time.count) / requests, max: Math.max(...rows.map(({ callsMax }) => callsMax)) };
}

function timeOf(rows: readonly Pick<DependencyFigures, 'time'>[]): Wait['time'] {
  const count = sum(rows, ({ time }) => time.count);
  return {
    count,
    mean: count === 0 ? 0 : sum(rows, ({ time }) => time.mean * time.count) / count,
    p95: Math.max(...rows.map(({ time }) => time.p95)),
    max: Math.max(...rows.map(({ time }) => time.max)),
  };
}

const errorsOf = (rows: readonly Pick<DependencyFigures, 'errors'>[]) => sum(rows, ({ errors }) => sum(Object.values(errors), (n) => n));

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}

function groupedBy<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(key(one)) ?? [];
    group.push(one);
    groups.set(key(one), group);
  }
  return groups;
}

/** The heaviest of one set-up's loads that did not fail. */
export const carriedLevel = (levels: readonly LoadLevel[]): LoadLevel | undefined => levels.findLast(({ failed }) => !failed);

/** One wait over several levels; absent where no request made it. */
export interface WaitOverLoad {
  key: string;
  service: string;
  dependency?: Dependency | undefined;
  points: { level: LoadLevel; wait: Wait | undefined }[];
}

/** Every wait of these levels from the lightest load to the heaviest, those first that requests spend most on at the heaviest. */
export function overLoad(levels: readonly LoadLevel[]): WaitOverLoad[] {
  const heaviest = levels.toReversed();
  const keys = new Set(heaviest.flatMap(({ waits }) => waits.map(({ key }) => key)));
  return [...keys].map((key) => {
    const points = levels.map((level) => ({ level, wait: level.waits.find((wait) => wait.key === key) }));
    const { service, dependency } = points.find(({ wait }) => wait !== undefined)!.wait!;
    return { key, service, dependency, points };
  });
}

/** The same load per instance, on one set-up and on a larger one. */
export interface Pairing {
  one: LoadLevel;
  many: LoadLevel;
  differences: Difference[];
}

export interface Difference {
  key: string;
  service: string;
  dependency?: Dependency | undefined;
  one: Wait | undefined;
  many: Wait | undefined;
  /** How much longer a request waits for it on more instances, in milliseconds. */
  moreMillis: number;
}

/** Loads per instance that differ by more are not the same. */
const SAME_LOAD_FACTOR = 1.15;

/** The heaviest load per instance that was measured on the smallest and on the largest set-up, where the smallest did not fail if possible; absent if there is none. */
export function pairing(levels: readonly LoadLevel[]): Pairing | undefined {
  const sizes = levels.map(({ instances }) => instances);
  const [smallest, largest] = [Math.min(...sizes), Math.max(...sizes)];
  if (!(smallest < largest)) {
    return undefined;
  }
  const ofSize = (size: number) => levels.filter(({ instances }) => instances === size).toReversed();
  const bySense = ofSize(smallest).sort((a, b) => Number(a.failed) - Number(b.failed));
  for (const one of bySense) {
    const apart = (level: LoadLevel) => Math.abs(Math.log(perInstance(level) / perInstance(one)));
    const many = ofSize(largest).toSorted((a, b) => apart(a) - apart(b))[0];
    if (many !== undefined && apart(many) <= Math.log(SAME_LOAD_FACTOR)) {
      return { one, many, differences: differencesOf(one, many) };
    }
  }
  return undefined;
}

export const perInstance = ({ rate, instances }: LoadLevel) => rate / instances;

function differencesOf(one: LoadLevel, many: LoadLevel): Difference[] {
  return overLoad([one, many])
    .map(({ key, service, dependency, points: [before, after] }): Difference => {
      const moreMillis = (after?.wait?.waitedMillis ?? 0) - (before?.wait?.waitedMillis ?? 0);
      return { key, service, dependency, one: before?.wait, many: after?.wait, moreMillis };
    })
    .sort((a, b) => Math.abs(b.moreMillis) - Math.abs(a.moreMillis));
}
