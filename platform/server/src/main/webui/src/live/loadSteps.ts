import type { StepVerdict } from '../api/types';
import { count, rate, words } from '../format';
import type { LiveRun } from './liveRun';

/** What a load step asked, for pages that look at it through its traces. */
export interface LoadStep {
  step: number;
  stage: string;
  instances: number;
  rate: number;
  /** Absent while it is under way, and of stages that judge no steps. */
  verdict?: StepVerdict | undefined;
}

/** The run's load steps by their numbers, as its events tell them. */
export function loadSteps({ ladders, seconds }: LiveRun): Map<number, LoadStep> {
  const steps = new Map<number, LoadStep>();
  for (const { step, stage, instances, askedRate } of seconds) {
    steps.set(step, { step, stage, instances, rate: Math.max(askedRate, steps.get(step)?.rate ?? 0) });
  }
  for (const { stage, instances, rungs } of ladders) {
    for (const { step, measured } of rungs) {
      steps.set(step, { step, stage, instances, rate: measured.rate, verdict: measured.verdict });
    }
  }
  return steps;
}

/** A step in a phrase: `Explore, 1 instance, 160/s`. */
export function inWords(step: LoadStep | undefined): string {
  return step === undefined ? 'rate unknown' : `${words(step.stage)}, ${count(step.instances, 'instance')}, ${rate(step.rate)}`;
}
