import type { Capacity, Progress, RunResult } from '../../api/types';
import type { Ladder, Rung } from '../../live/liveRun';

/** The stages that search; other stages' load steps are no ladder. */
const SEARCHING: readonly string[] = ['explore', 'extrapolate'];

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
  const searched = live.filter(({ stage }) => SEARCHING.includes(stage));
  const shown: ShownLadder[] = searched.length > 0 ? searched : fromResult(result);
  return shown.map((ladder) => {
    const capacity = ladder.stage === 'explore' ? single : ladder.instances === many?.instances ? many.capacity : undefined;
    const predicted = many !== undefined && ladder.instances === many.instances && ladder.instances > 1 ? many.predicted : undefined;
    return { ...ladder, predicted, rungs: capacity === undefined ? ladder.rungs : concluded(ladder.rungs, capacity) };
  });
}

/** With the ladder whose first step is under way, so that one sees it from its first second. */
export function withUnderWay(ladders: readonly ShownLadder[], now: Progress | undefined): readonly ShownLadder[] {
  const begun = ({ stage, instances }: ShownLadder) => stage === now?.stage && instances === now.instances;
  if (now === undefined || !SEARCHING.includes(now.stage) || ladders.some(begun)) {
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
