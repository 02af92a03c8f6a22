import type { Bracket, Capacity, Finding, Interval, Progress, RunEvent, RunLoadPoint, RunRequest, RunResult, RunView, Stage, Step, StepVerdict } from '../src/api/types';

// A run as the platform would tell it, composed from a formula: 4 workers × 20 ms carry 200 requests/s; what waits in front of them follows
// Sakasegawa's approximation Wq = S ρ^√(2(c+1)) / (c (1−ρ)). Same seed, same run.

export const RATE_PER_INSTANCE = 200;
const WORKERS = 4;
const SERVICE_MILLIS = 20;
const QUEUE_LIMIT_MILLIS = 2_000;
const SECONDS_PER_STEP = 8;

export const REQUEST: RunRequest = {
  service: 'profile-service',
  module: 'terraform/local',
  scenario: 'sample-target/scenarios/ProfileJourneys.java',
  instanceClass: 'small',
  workers: null,
  serviceTimeMillis: null,
  defects: [],
  preset: 'quick',
  instances: 3,
  untilUnresponsive: false,
};

export const STAGES = ['provision', 'verify', 'relax', 'pin', 'explore', 'extrapolate', 'restore', 'destroy', 'report'];

export interface ComposedRun {
  view: RunView;
  events: RunEvent[];
  result: RunResult;
}

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function meanMillis(rate: number, instances: number): number {
  const load = rate / (RATE_PER_INSTANCE * instances);
  const workers = WORKERS * instances;
  return load >= 1 ? QUEUE_LIMIT_MILLIS : Math.min(QUEUE_LIMIT_MILLIS, SERVICE_MILLIS + (SERVICE_MILLIS * load ** Math.sqrt(2 * (workers + 1))) / (workers * (1 - load)));
}

export function composedRun(id: string, startedAt: string, seed = 7): ComposedRun {
  const random = seeded(seed);
  const start = Date.parse(startedAt);
  const events: RunEvent[] = [];
  let second = 0;
  const stamp = () => ({ sequence: events.length + 1, at: new Date(start + second * 1000).toISOString() });
  const stages: Stage[] = [];

  const stage = (name: string, takes: number, work: () => void = () => {}) => {
    const started = stamp().at;
    events.push({ kind: 'stage', ...stamp(), stage: name, state: 'RUNNING' });
    second += takes / 2;
    work();
    second += takes / 2;
    events.push({ kind: 'stage', ...stamp(), stage: name, state: 'DONE' });
    stages.push({ name, state: 'DONE', started, finished: stamp().at, message: null });
  };

  const climb = (name: string, instances: number, rates: number[]): Capacity => {
    const steps: Step[] = [];
    const stepsBefore = events.filter(({ kind }) => kind === 'step').length;
    let knee: Bracket = { lower: 0 };
    let maximum: Bracket = { lower: 0 };
    rates.forEach((rate, index) => {
      for (let left = SECONDS_PER_STEP; left > 0; left--) {
        second += 1;
        const secondsOfStage = (rates.length - index - 1) * SECONDS_PER_STEP + left - 1;
        events.push(progress(stamp(), name, stepsBefore + index + 1, instances, rate, left - 1, secondsOfStage, random));
      }
      const measured = judged(rate, instances, index === rates.length - 2 ? 'UNDECIDED' : undefined);
      knee = narrowed(knee, rate, measured.verdict);
      maximum = narrowed(maximum, rate, measured.saturation);
      steps.push(measured);
      events.push({ kind: 'step', ...stamp(), stage: name, step: stepsBefore + index + 1, instances, measured, knee, maximum });
    });
    return { knee: concluded(knee), maximum: concluded(maximum), bindingResource: 'workers', steps };
  };

  let single: Capacity | undefined;
  let many: Capacity | undefined;
  stage('provision', 14);
  stage('verify', 3);
  stage('relax', 2);
  events.push({ kind: 'note', ...stamp(), severity: 'INFO', text: 'Rate limit and WAF are relaxed for agents of this run only; proven open with 40 requests.' });
  stage('pin', 2);
  stage('explore', 0, () => (single = climb('explore', 1, [10, 20, 40, 80, 160, 320, 226, 190, 174, 208, 199, 195, 182, 186])));
  stage('extrapolate', 6, () => (many = climb('extrapolate', 3, [300, 420, 510, 560, 640, 600, 580, 590])));
  events.push({ kind: 'note', ...stamp(), severity: 'WARNING', text: 'Instance profile-2 was slow to become ready (11 s); the step before it was repeated.' });
  stage('restore', 3);
  stage('destroy', 4);
  stage('report', 1);
  const reason = 'One instance carries 197 requests/s, three carry 588, which is 99 % of three times as much.';
  events.push({ kind: 'finished', ...stamp(), verdict: 'pass', reason, fault: null });

  const view: RunView = { id, request: REQUEST, created: startedAt, finished: stamp().at, state: 'FINISHED', verdict: 'pass', reason, fault: null, stages };
  return { view, events, result: resultOf(view, single!, many!, events) };
}

function progress(at: { sequence: number; at: string }, stage: string, step: number, instances: number, rate: number, left: number, stageLeft: number, random: () => number): Progress {
  const capacity = RATE_PER_INSTANCE * instances;
  const mean = meanMillis(rate, instances);
  const wobble = () => 1 + (random() - 0.5) * 0.08;
  return {
    kind: 'progress',
    ...at,
    stage,
    step,
    instances,
    askedRate: rate,
    achievedRate: Math.min(rate, capacity) * wobble(),
    p50: mean * 0.92 * wobble(),
    p95: mean * 1.6 * wobble(),
    p99: mean * 2.3 * wobble(),
    max: mean * 3 * wobble(),
    errorShare: rate > capacity ? 1 - capacity / rate : 0,
    inFlight: Math.round((rate * mean) / 1000),
    stepSecondsLeft: left,
    stageSecondsLeft: stageLeft,
  };
}

function judged(rate: number, instances: number, forced: StepVerdict | undefined): Step {
  const capacity = RATE_PER_INSTANCE * instances;
  const mean = meanMillis(rate, instances);
  const offered = rate * SECONDS_PER_STEP;
  const completed = Math.round(Math.min(rate, capacity) * SECONDS_PER_STEP);
  const slow = mean > 2 * SERVICE_MILLIS;
  const saturated = rate > capacity * 0.98;
  const latency = (factor: number) => ({ p50: mean * 0.92 * factor, p95: mean * 1.6 * factor, p99: mean * 2.3 * factor, max: mean * 3 * factor, mean: mean * factor });
  const verdict = forced ?? (slow || saturated ? 'FAIL' : 'PASS');
  return {
    rate,
    verdict,
    saturation: saturated ? 'FAIL' : 'PASS',
    reason:
      verdict === 'UNDECIDED'
        ? 'p95 is 1.6 to 2.3 times the baseline: repeat'
        : verdict === 'FAIL'
          ? `p95 ${Math.round(mean * 1.6)} ms is ${(mean / SERVICE_MILLIS).toFixed(1)} times the baseline`
          : 'within the limits',
    flags: [],
    seconds: SECONDS_PER_STEP,
    offered,
    sent: offered,
    completed,
    errors: offered > completed ? { 'status-503': offered - completed } : {},
    dropped: 0,
    throughput: completed / SECONDS_PER_STEP,
    response: latency(1),
    service: latency(0.98),
    lag: { p50: 0.1, p95: 0.3, p99: 0.6, max: 1.9, mean: 0.1 },
    resources: { cpu: Math.min(0.3, rate / 1000) },
  };
}

function narrowed(bracket: Bracket, rate: number, verdict: StepVerdict): Bracket {
  switch (verdict) {
    case 'PASS':
      return { ...bracket, lower: Math.max(bracket.lower, rate) };
    case 'FAIL':
      return { ...bracket, upper: Math.min(bracket.upper ?? Infinity, rate) };
    case 'UNDECIDED':
    case 'INVALID':
      return bracket;
  }
}

function concluded({ lower, upper }: Bracket): Interval {
  return { lower, estimate: Math.sqrt(lower * (upper ?? lower)), upper: upper ?? null, unit: 'requests/s', confidence: 0.95 };
}

function resultOf(view: RunView, single: Capacity, many: Capacity, events: RunEvent[]): RunResult {
  const predicted = 3 * single.maximum.estimate;
  const findings: Finding[] = [];
  return {
    schema: 'headroom.run/1',
    run: view.id,
    service: view.request.service,
    started: view.created,
    finished: view.finished!,
    verdict: 'pass',
    reason: view.reason!,
    environment: { name: 'local-7f3a', module: 'terraform/local', instanceClass: 'small', grade: 'C', figures: 'directional', created: true, destroyed: true },
    scenario: { name: 'ProfileJourneys', source: view.request.scenario, hash: '5d41402abc4b2a76b9719d911017c592ae2f1d0c5c3e1b9f4a7d8c6e0f1a2b3c' },
    singleInstance: single,
    extrapolation: {
      instances: 3,
      predicted,
      measured: many.maximum.estimate,
      searches: 1,
      capacity: many,
      efficiency: { lower: 0.96, estimate: many.maximum.estimate / predicted, upper: 1.02 },
      outcome: 'aligned',
      attribution: [],
    },
    recovery: [
      {
        instances: 1,
        overloadRate: 295,
        overloadSeconds: 10,
        backTo: 98,
        outcome: 'recovered',
        seconds: 8.3,
        overloadErrorShare: 0.31,
        backlog: 812,
        expectedSeconds: 8.2,
        again: { rate: 192, verdict: 'PASS', throughput: 192 },
        series: overloadAndReturn(),
      },
    ],
    assessment: {
      from: 61,
      to: 305,
      seconds: 75,
      objective: { p95Millis: 200, errorShare: 0.01 },
      targetPerInstance: 122,
      instances: [
        { at: 0, ordered: 1, count: 1 },
        { at: 21, ordered: 2, count: 1 },
        { at: 29, ordered: 2, count: 2 },
        { at: 60, ordered: 3, count: 3 },
      ],
      triggerSeconds: 21,
      firstReadySeconds: 29,
      lost: [],
      peak: 305,
      highestHeld: 305,
      objectiveHeld: true,
      outcome: 'held',
      series: ramp(61, 305),
    },
    protections: [
      { name: 'rate-limit', adapter: 'local-cloud', openSeconds: 187, blockedShareBefore: 0.82, verifiedOpen: true, verifiedClosed: true, state: 'DISARMED' },
      { name: 'waf', adapter: 'local-cloud', openSeconds: 187, blockedShareBefore: 1, verifiedOpen: true, verifiedClosed: true, state: 'DISARMED' },
    ],
    findings,
    notes: events.filter((event) => event.kind === 'note').map(({ at, severity, text }) => ({ at, severity, text })),
    generator: { verdict: 'valid', reasons: [], lagP99Millis: 0.6, cpu: 0.21, dropped: 0 },
  };
}

/** Ten seconds at half of what one instance carries, ten at half as much again as it carries, and back: what waits is worked off. */
function overloadAndReturn(): RunLoadPoint[] {
  let waiting = 0;
  return Array.from({ length: 40 }, (_, second) => {
    const asked = second >= 10 && second < 20 ? 295 : 98;
    const achieved = Math.min(RATE_PER_INSTANCE, asked + waiting);
    waiting = Math.max(0, waiting + asked - achieved);
    return { second, asked, achieved, p95: SERVICE_MILLIS * 1.6 + (1000 * waiting) / RATE_PER_INSTANCE, errorShare: 0, inFlight: Math.round(2 + waiting) };
  });
}

function ramp(from: number, to: number): RunLoadPoint[] {
  return Array.from({ length: 75 }, (_, second) => {
    const asked = Math.min(to, from + ((to - from) * second) / 60);
    const instances = second < 29 ? 1 : second < 60 ? 2 : 3;
    return { second, asked, achieved: asked, p95: meanMillis(asked * 0.9, instances) * 1.6, errorShare: 0, inFlight: Math.round(asked / 40) };
  });
}

/** The same run, interrupted: restore failed, so the protections are left relaxed. */
export function leftOpen(run: ComposedRun): ComposedRun {
  const reason = 'The WAF rule could not be restored: the gateway did not answer for 60 seconds.';
  const stages = run.view.stages.map((stage): Stage => (stage.name === 'restore' ? { ...stage, state: 'FAILED', message: 'the gateway did not answer for 60 seconds' } : stage));
  return {
    events: run.events,
    view: { ...run.view, verdict: 'failed', reason, fault: 'platform', stages },
    result: {
      ...run.result,
      verdict: 'failed',
      reason,
      fault: 'platform',
      protections: run.result.protections.map((protection) => (protection.name === 'waf' ? { ...protection, verifiedClosed: false, state: 'RESTORE_FAILED' } : protection)),
    },
  };
}
