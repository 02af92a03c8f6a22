import type { Protection, RunResult, RunView, Stage } from '../api/types';
import { words } from '../format';

/** Something of a target that does not stand as it should: a protection relaxed, an environment left. */
export interface Opening {
  run: string;
  service: string;
  /** `now`: as the run needs it; `left`: the run is over, and it should not be. */
  kind: 'now' | 'left';
  sentence: string;
}

/** Where the relax/restore protocol leaves a protection as it was found: before its first effect and after its last proof. */
const AT_REST = new Set(['PLANNED', 'SNAPSHOTTED', 'GUARD_ARMED', 'VERIFIED_CLOSED', 'DISARMED']);

/**
 * What of this run stands open, by its stages and, once it is over, its result.
 *
 * @param result absent while the run is under way or if it could not be fetched
 */
export function openings(view: RunView, stages: readonly Stage[], result: RunResult | undefined): Opening[] {
  const sentences = result === undefined ? byStages(view.state === 'FINISHED', stages) : byResult(result);
  const kind = view.state === 'FINISHED' ? 'left' : 'now';
  return sentences.map((sentence) => ({ run: view.id, service: view.request.service, kind, sentence }));
}

function byStages(over: boolean, stages: readonly Stage[]): string[] {
  const state = (name: string) => stages.find((stage) => stage.name === name)?.state ?? 'PENDING';
  const touched = ['RUNNING', 'DONE', 'FAILED'].includes(state('relax'));
  const sentences: string[] = [];
  if (state('restore') === 'FAILED') {
    sentences.push('The protections could not all be restored.');
  } else if (touched && state('restore') !== 'DONE') {
    sentences.push(over ? 'The protections were relaxed and never restored.' : 'The protections stand relaxed for this run’s agents.');
  }
  if (state('destroy') === 'FAILED') {
    sentences.push('The environment could not be destroyed.');
  }
  return sentences;
}

/** Whether a protection stands as it was found, and was proven to where it had been opened. */
export function restored({ state, verifiedOpen, verifiedClosed }: Protection): boolean {
  return AT_REST.has(state) && (verifiedClosed || !verifiedOpen);
}

function byResult({ protections, environment }: RunResult): string[] {
  const open = protections
    .filter((protection) => !restored(protection))
    .map(({ name, state }) => (AT_REST.has(state) ? `${words(name)} was not proven closed again.` : `${words(name)} is not restored (${state}).`));
  return environment.created && !environment.destroyed ? [...open, `Environment ${environment.name} was not destroyed.`] : open;
}
