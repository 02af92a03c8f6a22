import type { KnownFinding } from './findings';
import type { IntakeView, StepView, TraceSummary, TraceView } from './telemetry';
import type { AlarmView, Instant, Platform, Problem, RunRequest, RunResult, RunView } from './types';

/** What the platform refused, or that it did not answer at all. Its message is for people. */
export class PlatformError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }
}

const UNREACHABLE: Problem = {
  title: 'The platform does not answer',
  status: 0,
  detail: 'It may have been stopped. Start it with ./headroom up; this page goes on by itself.',
};

async function call<T>(path: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers: { Accept: 'application/json, application/problem+json', ...init?.headers } });
  } catch {
    throw new PlatformError(UNREACHABLE);
  }
  if (!response.ok) {
    throw new PlatformError(await problemOf(response));
  }
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

const post = <T>(path: string, body: unknown) => call<T>(path, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });

async function problemOf(response: Response): Promise<Problem> {
  const unexplained: Problem = { title: `The platform answered ${response.status} ${response.statusText}`.trim(), status: response.status };
  try {
    return { ...unexplained, ...((await response.json()) as Partial<Problem>) };
  } catch {
    return unexplained;
  }
}

export const runPage = (id: string) => `/runs/${encodeURIComponent(id)}`;

export interface Acknowledgement {
  who: string;
}

export interface Acceptance {
  who: string;
  why: string;
  until: Instant;
}

const runPath = (id: string) => `/api/runs/${encodeURIComponent(id)}`;

export const eventsPath = (id: string) => `${runPath(id)}/events`;
export const resultPath = (id: string) => `${runPath(id)}/result`;

export const fetchPlatform = () => call<Platform>('/api/platform');
export const fetchAlarms = () => call<AlarmView[]>('/api/alarms');
export const fetchRuns = () => call<RunView[]>('/api/runs');
export const fetchRun = (id: string) => call<RunView>(runPath(id));
export const fetchResult = (id: string) => call<RunResult>(resultPath(id));
export const fetchTelemetry = (id: string) => call<StepView[]>(`${runPath(id)}/telemetry`);
export const fetchTraces = (id: string) => call<TraceSummary[]>(`${runPath(id)}/telemetry/traces`);
export const fetchStepTraces = (id: string, step: number) => call<TraceView[]>(`${runPath(id)}/telemetry/${step}/traces`);
export const fetchIntake = () => call<IntakeView>('/api/telemetry');
export const stopRun = (id: string) => call<void>(`${runPath(id)}/stop`, { method: 'POST' });
export const fetchFindings = () => call<KnownFinding[]>('/api/findings');
export const acknowledgeFinding = (id: string, known: Acknowledgement) => post<KnownFinding>(`/api/findings/${encodeURIComponent(id)}/acknowledge`, known);
export const acceptFinding = (id: string, accepted: Acceptance) => post<KnownFinding>(`/api/findings/${encodeURIComponent(id)}/accept`, accepted);
export const startRun = (request: RunRequest) => post<RunView>('/api/runs', request);
