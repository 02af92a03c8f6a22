import type { TraceSummary, Why } from '../../api/telemetry';

/** What a reader wants to see of the traces. */
export interface Choice {
  step?: number | undefined;
  request?: string | undefined;
  why?: Why | undefined;
}

export interface StepTraces {
  step: number;
  /** What went wrong first. */
  traces: TraceSummary[];
}

export const BY_WRONG: readonly Why[] = ['failed', 'slowest', 'random'];

/** The traces that are chosen by request and reason, step by step; within a step the failed ones, then the slowest, then the others, each from the longest. */
export function tracesByStep(traces: readonly TraceSummary[], { request, why }: Choice): StepTraces[] {
  const chosen = traces.filter((trace) => (request === undefined || trace.request === request) && (why === undefined || trace.why.includes(why)));
  return stepsOf(chosen).map((number) => ({ step: number, traces: chosen.filter((trace) => trace.step === number).sort(byWhatWentWrong) }));
}

function byWhatWentWrong(a: TraceSummary, b: TraceSummary): number {
  return rank(a) - rank(b) || b.millis - a.millis;
}

/** A trace that is kept for several reasons counts by the worst of them. */
export function worst({ why }: TraceSummary): Why {
  return BY_WRONG.find((reason) => why.includes(reason)) ?? 'random';
}

/** The step to look at first: the one with most failed traces, else the one with the slowest. */
export function worstOf(steps: readonly StepTraces[]): StepTraces | undefined {
  const failures = ({ traces }: StepTraces) => traces.filter((trace) => worst(trace) === 'failed').length;
  const slowest = ({ traces }: StepTraces) => Math.max(...traces.map(({ millis }) => millis));
  return steps.toSorted((a, b) => failures(b) - failures(a) || slowest(b) - slowest(a))[0];
}

const rank = (trace: TraceSummary) => BY_WRONG.indexOf(worst(trace));

export const requestsOf = (traces: readonly TraceSummary[]): string[] => [...new Set(traces.map(({ request }) => request))].sort();

const stepsOf = (traces: readonly TraceSummary[]): number[] => [...new Set(traces.map(({ step }) => step))].sort((a, b) => a - b);

/** The choice that stands in the page's address. What it does not understand it leaves out. */
export function choiceOf(search: URLSearchParams): Choice {
  const step = Number.parseInt(search.get('step') ?? '', 10);
  return {
    step: Number.isNaN(step) ? undefined : step,
    request: search.get('request') ?? undefined,
    why: BY_WRONG.find((reason) => reason === search.get('why')),
  };
}

/** The address's part for a choice, with its `?`; empty if nothing is chosen. */
export function searchOf({ step, request, why }: Choice): string {
  const search = new URLSearchParams();
  if (step !== undefined) {
    search.set('step', `${step}`);
  }
  if (request !== undefined) {
    search.set('request', request);
  }
  if (why !== undefined) {
    search.set('why', why);
  }
  return search.size === 0 ? '' : `?${search}`;
}
