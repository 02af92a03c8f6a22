// What traces say of a run, field for field the records of platform/server (package telemetry) and platform/telemetry, which say units and meaning.
// test/contract.test.ts fails when a record and its shape here differ.

export type Why = 'failed' | 'slowest' | 'random';
export type DependencyKind = 'DATABASE' | 'HTTP' | 'RPC' | 'MESSAGING' | 'OTHER';

/** Milliseconds. */
export interface TimeFigures {
  count: number;
  mean: number;
  p50: number;
  p95: number;
  max: number;
}

export interface Dependency {
  kind: DependencyKind;
  peer: string;
  operation: string;
}

export interface DependencyFigures {
  service: string;
  instance: string;
  dependency: Dependency;
  requests: number;
  callsMedian: number;
  callsP95: number;
  callsMax: number;
  time: TimeFigures;
  errors: Record<string, number>;
  waitedMillis: number;
  parallelism: number;
  observed: number;
}

export interface ServiceFigures {
  service: string;
  instance: string;
  operation: string;
  time: TimeFigures;
  errors: Record<string, number>;
  workedMillis: number;
}

export interface Coverage {
  traces: number;
  complete: number;
  duplicates: number;
  detached: number;
  skewed: number;
  leftOut: number;
  unobserved: string[];
}

export interface CallPattern {
  kind: string;
  severity: string;
  certainty: string;
  service: string;
  request: string;
  dependency: Dependency;
  statement: string;
  traces: string[];
  suggestion: string;
}

export interface StepView {
  step: number;
  requests: TimeFigures;
  dependencies: DependencyFigures[];
  services: ServiceFigures[];
  coverage: Coverage;
  patterns: CallPattern[];
}

export interface TraceSummary {
  step: number;
  trace: string;
  request: string;
  why: Why[];
  complete: boolean;
  millis: number;
  failure?: string | null;
  spans: number;
  failedSpans: number;
  services: string[];
}

export interface TraceView {
  trace: string;
  request: string;
  why: Why;
  complete: boolean;
  millis: number;
  spans: SpanView[];
  criticalPath: SegmentView[];
}

export interface SpanView {
  span: string;
  parent?: string | null;
  name: string;
  kind: string;
  service: string;
  instance: string;
  startMillis: number;
  millis: number;
  waitedMillis: number;
  failure?: string | null;
  attributes: Record<string, unknown>;
}

export interface SegmentView {
  span: string;
  startMillis: number;
  millis: number;
}

/** What of the platform's intake tells why a run has no trace. */
export interface IntakeView {
  received: Record<string, number>;
  unexpectedTraces: number;
}
