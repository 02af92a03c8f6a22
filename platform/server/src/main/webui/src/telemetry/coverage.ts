import type { Coverage, IntakeView, StepView } from '../api/telemetry';
import { count, figure } from '../format';

/** Of all these steps together. A peer counts as silent if it never reported in any of them. */
export function coverageOf(steps: readonly StepView[]): Coverage {
  const sum = (of: (coverage: Coverage) => number) => steps.reduce((total, { coverage }) => total + of(coverage), 0);
  return {
    traces: sum(({ traces }) => traces),
    complete: sum(({ complete }) => complete),
    duplicates: sum(({ duplicates }) => duplicates),
    detached: sum(({ detached }) => detached),
    skewed: sum(({ skewed }) => skewed),
    leftOut: sum(({ leftOut }) => leftOut),
    unobserved: silent(steps),
  };
}

function silent(steps: readonly StepView[]): string[] {
  const reporting = new Set(steps.flatMap(({ dependencies }) => dependencies.filter(({ observed }) => observed > 0).map(({ dependency }) => dependency.peer)));
  const peers = new Set(steps.flatMap(({ coverage }) => coverage.unobserved));
  return [...peers].filter((peer) => !reporting.has(peer)).sort();
}

/** What the figures rest on, and what they cannot tell. */
export function coverageSentences(steps: readonly StepView[]): string[] {
  const { traces, complete, detached, skewed, leftOut, unobserved } = coverageOf(steps);
  const sentences = [wholeness(traces, complete)];
  if (detached > 0) {
    sentences.push(`${count(detached, 'span')} came without the span that called ${detached === 1 ? 'it' : 'them'}.`);
  }
  if (skewed > 0) {
    sentences.push(`The clocks behind ${count(skewed, 'span')} had to be set.`);
  }
  if (leftOut > 0) {
    sentences.push(`${count(leftOut, 'call')} ${leftOut === 1 ? 'is' : 'are'} in no row: too many different ones.`);
  }
  const databases = databasesOf(steps);
  if (databases.length > 0) {
    sentences.push(`${listed(databases)} never ${databases.length === 1 ? 'reports itself' : 'report themselves'}: times are as the caller saw them.`);
  }
  if (unobserved.length > 0) {
    sentences.push(`${listed(unobserved)} ${unobserved.length === 1 ? 'is' : 'are'} asked and never ${unobserved.length === 1 ? 'reports' : 'report'}: what happens there stays unseen.`);
  }
  return sentences;
}

function wholeness(traces: number, complete: number): string {
  if (traces !== complete) {
    return `Of ${count(traces, 'sampled request')} ${figure(complete)} ${complete === 1 ? 'has' : 'have'} a complete trace.`;
  }
  return traces === 1 ? 'The one sampled request has a complete trace.' : `All ${count(traces, 'sampled request')} have a complete trace.`;
}

/** Databases send no spans. */
function databasesOf(steps: readonly StepView[]): string[] {
  const asked = steps.flatMap(({ dependencies }) => dependencies.filter(({ dependency, observed }) => dependency.kind === 'DATABASE' && observed === 0));
  return [...new Set(asked.map(({ dependency }) => dependency.peer))].sort();
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Why a run has no trace, by what reached the platform at all. */
export type Silence = 'nothing-came' | 'of-no-run' | 'none-of-this-run';

export function silenceOf({ received, unexpectedTraces }: IntakeView): Silence {
  if ((received['SPANS_ACCEPTED'] ?? 0) === 0) {
    return 'nothing-came';
  }
  return unexpectedTraces > 0 ? 'of-no-run' : 'none-of-this-run';
}
