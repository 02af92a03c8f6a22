// What the platform answers, field for field the records of loadgen/protocol (packages io.headroom.protocol.run and capacity), which say units and meaning.
// test/contract.test.ts fails when a record and its shape here differ.

/** ISO 8601, UTC. */
export type Instant = string;

export type Verdict = 'pass' | 'failed' | 'invalid' | 'inconclusive';
export type StageState = 'PENDING' | 'RUNNING' | 'DONE' | 'FAILED' | 'SKIPPED';
export type RunState = 'RUNNING' | 'FINISHED';
export type Severity = 'INFO' | 'WARNING' | 'ALARM';
export type Fault = 'user' | 'target' | 'platform' | 'resources';

/** Of a load step, for the knee or for the maximum. */
export type StepVerdict = 'PASS' | 'FAIL' | 'UNDECIDED' | 'INVALID';

export interface RunRequest {
  service: string;
  module: string;
  scenario: string;
  instanceClass: string;
  workers?: number | null;
  serviceTimeMillis?: number | null;
  defects: string[];
  preset: string;
  instances: number;
  scaling?: number[] | null;
  stages?: string[] | null;
  assess?: Assess | null;
  untilUnresponsive: boolean;
  profile?: string | null;
}

export interface Assess {
  expected: number;
  maximum: number;
}

export interface AlarmView {
  id: string;
  run: string;
  protection: string;
  adapter: string;
  state: 'CONFLICT' | 'RESTORE_FAILED';
  since: Instant;
  deadline: Instant;
  wide: boolean;
  attempts: number;
  message: string;
  acknowledgedBy?: string | null;
}

export interface Stage {
  name: string;
  state: StageState;
  started?: Instant | null;
  finished?: Instant | null;
  message?: string | null;
}

export interface RunView {
  id: string;
  request: RunRequest;
  created: Instant;
  finished?: Instant | null;
  state: RunState;
  verdict?: Verdict | null;
  reason?: string | null;
  fault?: Fault | null;
  stages: Stage[];
}

interface EventBase {
  sequence: number;
  at: Instant;
}

export interface StageChanged extends EventBase {
  kind: 'stage';
  stage: string;
  state: StageState;
  message?: string | null;
}

export interface Progress extends EventBase {
  kind: 'progress';
  stage: string;
  step: number;
  instances: number;
  askedRate: number;
  achievedRate: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
  errorShare: number;
  inFlight: number;
  stepSecondsLeft: number;
  stageSecondsLeft: number;
}

export interface StepMeasured extends EventBase {
  kind: 'step';
  stage: string;
  step: number;
  instances: number;
  measured: Step;
  knee?: Bracket | null;
  maximum?: Bracket | null;
}

export interface NoteEvent extends EventBase {
  kind: 'note';
  severity: Severity;
  text: string;
}

export interface Finished extends EventBase {
  kind: 'finished';
  verdict: Verdict;
  reason: string;
  fault?: Fault | null;
}

export type RunEvent = StageChanged | Progress | StepMeasured | NoteEvent | Finished;

export interface Bracket {
  lower: number;
  upper?: number | null;
}

export interface RunResult {
  schema: string;
  run: string;
  service: string;
  campaign?: string | null;
  started: Instant;
  finished: Instant;
  verdict: Verdict;
  reason: string;
  fault?: Fault | null;
  environment: Environment;
  scenario: Scenario;
  singleInstance?: Capacity | null;
  extrapolation?: Extrapolation | null;
  recovery?: RunRecovery[] | null;
  assessment?: RunAssessment | null;
  regression?: RunRegression | null;
  protections: Protection[];
  findings: Finding[];
  coverage?: Coverage | null;
  notes: Note[];
  generator?: Generator | null;
}

export interface Environment {
  name: string;
  module: string;
  instanceClass: string;
  grade: string;
  figures: string;
  parityHash?: string | null;
  equivalence?: Equivalence | null;
  created: boolean;
  destroyed: boolean;
}

export interface Equivalence {
  production: string;
  reasons: string[];
  declared: string[];
}

export interface Scenario {
  name: string;
  source: string;
  hash: string;
}

export interface Capacity {
  knee: Interval;
  maximum: Interval;
  bindingResource: string;
  steps: Step[];
}

export interface Interval {
  lower: number;
  estimate: number;
  upper?: number | null;
  unit: string;
  confidence: number;
  reason?: string | null;
}

export interface Step {
  rate: number;
  verdict: StepVerdict;
  saturation: StepVerdict;
  reason: string;
  flags: string[];
  seconds: number;
  offered: number;
  sent: number;
  completed: number;
  errors: Record<string, number>;
  dropped: number;
  throughput: number;
  response: Latency;
  service: Latency;
  lag: Latency;
  resources: Record<string, number>;
  number?: number | null;
  dependencies?: StepDependency[] | null;
}

export interface StepDependency {
  service: string;
  kind: string;
  peer: string;
  operation: string;
  requests: number;
  calls: number;
  callsPerRequest: number;
  mean: number;
  p95: number;
  max: number;
  waited: number;
  errors: Record<string, number>;
}

export interface Latency {
  p50?: number | null;
  p95?: number | null;
  p99?: number | null;
  max?: number | null;
  mean: number;
}

export interface Extrapolation {
  instances: number;
  predicted: number;
  measured: number;
  searches: number;
  capacity: Capacity;
  efficiency: Efficiency;
  outcome: string;
  scaling?: RunScaling | null;
  attribution: string[];
}

export interface RunScaling {
  law: string;
  gamma: number;
  alpha: number;
  beta: number;
  peak?: number | null;
  criteria: Record<string, number>;
  measured: Measured[];
  predictions: Prediction[];
  sentence: string;
}

export interface Measured {
  instances: number;
  requestsPerSecond: number;
}

export interface Prediction {
  instances: number;
  lower: number;
  estimate: number;
  upper: number;
  extrapolated: boolean;
}

export interface RunRecovery {
  instances: number;
  overloadRate: number;
  overloadSeconds: number;
  backTo: number;
  outcome: string;
  seconds?: number | null;
  reason?: string | null;
  overloadErrorShare: number;
  backlog: number;
  expectedSeconds: number;
  again?: Again | null;
  raised?: Level[] | null;
  series: RunLoadPoint[];
}

export interface Level {
  rate: number;
  failedShare: number;
  timedOutShare: number;
  unresponsive: boolean;
}

export interface Again {
  rate: number;
  verdict: StepVerdict;
  throughput: number;
}

export interface RunAssessment {
  from: number;
  to: number;
  seconds: number;
  objective: Objective;
  targetPerInstance: number;
  instances: InstanceCount[];
  triggerSeconds?: number | null;
  firstReadySeconds?: number | null;
  lost: Loss[];
  peak: number;
  highestHeld: number;
  objectiveHeld: boolean;
  outcome: string;
  series: RunLoadPoint[];
}

export interface Objective {
  p95Millis: number;
  errorShare: number;
}

export interface InstanceCount {
  at: number;
  ordered: number;
  count: number;
}

export interface Loss {
  from: number;
  regained?: number | null;
}

export interface RunLoadPoint {
  second: number;
  asked: number;
  achieved: number;
  p95?: number | null;
  errorShare: number;
  inFlight: number;
}

export interface RunRegression {
  series: string;
  runs: number;
  value: number;
  verdict: string;
  change?: number | null;
  since?: string | null;
  rerun?: Rerun | null;
  sentence: string;
}

export interface Rerun {
  values: number[];
  against: string;
  others: number;
  change: number;
  probability: number;
  confirmed: boolean;
}

export interface Efficiency {
  lower: number;
  estimate: number;
  upper?: number | null;
}

export interface Protection {
  name: string;
  adapter: string;
  openSeconds: number;
  blockedShareBefore?: number | null;
  verifiedOpen: boolean;
  verifiedClosed: boolean;
  state: string;
}

export interface Finding {
  kind: string;
  subject: string;
  severity: string;
  statement: string;
  evidence: Record<string, string>;
  suggestion: string;
  traces: string[];
}

export interface Coverage {
  steps: number;
  traced: number;
  requests: number;
  complete: number;
  unobserved: string[];
  sentence: string;
}

export interface Note {
  at: Instant;
  severity: string;
  text: string;
}

export interface Generator {
  verdict: string;
  reasons: string[];
  lagP99Millis: number;
  cpu: number;
  dropped: number;
}

/**
 * The platform about itself; no record of the protocol.
 *
 * `sample` is the request that measures the sample service, absent where there is none.
 */
export interface Platform {
  version: string;
  data: string;
  pid: number;
  url: string;
  sample?: RunRequest | null;
}

/** RFC 9457, with whose fault it is. */
export interface Problem {
  title: string;
  status: number;
  detail?: string;
  code?: string;
  fault?: Fault;
}
