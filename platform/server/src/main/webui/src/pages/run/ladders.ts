import type { Capacity, Progress, RunResult } from '../../api/types';
import type { Ladder, Rung } from '../../live/liveRun';

export interface ShownLadder extends Ladder {
  /** What was predicted for its maximum, in requests/s. */
  predicted?: number | undefined;
}

/**
 * The ladders to show, one instance's first. The result document holds the final word on steps and brackets; the stream adds how the brackets
 * closed in. A run whose stream is gone is shown from its result alone.
 */
export function laddersShown(live: readonly Ladder[], result: RunResult | undefined): ShownLadder[] {
  const single = result?.singleInstance ?? undefined;
  const many = result?.extrapolation ?? undefined;
  const shown: ShownLadder[] = live.length > 0 ? [...live] : fromResult(result);
  return shown.map((ladder) => {
    const capacity = ladder.instances === 1 ? single : many?.capacity;
    const predicted = many !== undefined && ladder.instances === many.instances && ladder.instances > 1 ? many.predicted : undefined;
    return { ...ladder, predicted, rungs: capacity === undefined ? ladder.rungs : concluded(ladder.rungs, capacity) };
  });
}

/** With the ladder whose first step is under way, so that one sees it from its first second. */
export function withUnderWay(ladders: readonly ShownLadder[], now: Progress | undefined): readonly ShownLadder[] {
  if (now === undefined || ladders.some(({ stage }) => stage === now.stage)) {
    return ladders;
  }
  return [...ladders, { stage: now.stage, instances: now.instances, rungs: [] }];
}

function fromResult(result: RunResult | undefined): Ladder[] {
  const ladders: Ladder[] = [];
  if (result?.singleInstance) {
    ladders.push({ stage: 'explore', instances: 1, rungs: rungsOf(result.singleInstance) });
  }
  if (result?.extrapolation) {
    ladders.push({ stage: 'extrapolate', instances: result.extrapolation.instances, rungs: rungsOf(result.extrapolation.capacity) });
  }
  return ladders;
}

function rungsOf(capacity: Capacity): Rung[] {
  return capacity.steps.map((measured, index) => ({ step: index + 1, measured }));
}

/** The last rung's brackets are the result's. */
function concluded(rungs: readonly Rung[], { knee, maximum }: Capacity): Rung[] {
  return rungs.map((rung, index) => (index === rungs.length - 1 ? { ...rung, knee, maximum } : rung));
}
