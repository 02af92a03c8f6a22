import type { Bracket, Finished, NoteEvent, Progress, RunEvent, Stage, StageChanged, Step, StepMeasured } from '../api/types';

/** A run as its events tell it so far. */
export interface LiveRun {
  /** Sequence of the last event taken in; an event that comes again is passed over. */
  sequence: number;
  stages: Stage[];
  /** The last figures of the load step under way; absent between steps. */
  now?: Progress | undefined;
  /** The last figures of every second, oldest first. */
  seconds: Progress[];
  ladders: Ladder[];
  notes: NoteEvent[];
  finished?: Finished | undefined;
}

/** The load steps of one stage in the order in which they were measured, and how its brackets closed in. */
export interface Ladder {
  stage: string;
  instances: number;
  rungs: Rung[];
}

export interface Rung {
  step: number;
  measured: Step;
  /** What the search knew after this step. */
  knee?: Bracket | undefined;
  maximum?: Bracket | undefined;
}

/** Two hours at one a second; older seconds are let go. */
export const SECONDS_KEPT_MAX = 7_200;

export function liveRun(stages: Stage[]): LiveRun {
  return { sequence: -1, stages, seconds: [], ladders: [], notes: [] };
}

/** The run after these events, which are in the order of their sequence. The run given is not changed. */
export function reduce(run: LiveRun, events: readonly RunEvent[]): LiveRun {
  return events.reduce(after, run);
}

function after(run: LiveRun, event: RunEvent): LiveRun {
  if (event.sequence <= run.sequence) {
    return run;
  }
  const next = { ...run, sequence: event.sequence };
  switch (event.kind) {
    case 'stage':
      return { ...next, stages: stagesAfter(run.stages, event), now: event.state === 'RUNNING' ? run.now : undefined };
    case 'progress':
      return { ...next, stages: stagesUnderLoad(run.stages, event), now: event, seconds: [...run.seconds.slice(-(SECONDS_KEPT_MAX - 1)), event] };
    case 'step':
      return { ...next, ladders: laddersAfter(run.ladders, event) };
    case 'note':
      return { ...next, notes: [...run.notes, event] };
    case 'finished':
      return { ...next, finished: event, now: undefined };
  }
}

function stagesAfter(stages: Stage[], event: StageChanged): Stage[] {
  const before = stages.find(({ name }) => name === event.stage) ?? { name: event.stage, state: 'PENDING' };
  const changed: Stage = {
    ...before,
    state: event.state,
    // A stage says RUNNING again whenever it has something new to say.
    started: before.state === 'RUNNING' || event.state !== 'RUNNING' ? before.started : event.at,
    finished: event.state === 'RUNNING' || event.state === 'PENDING' ? null : event.at,
    message: event.message ?? before.message,
  };
  return stages.includes(before) ? stages.map((stage) => (stage === before ? changed : stage)) : [...stages, changed];
}

/** What a stage said before its load began no longer tells what it does. */
function stagesUnderLoad(stages: Stage[], event: Progress): Stage[] {
  const saying = stages.find(({ name, state, message }) => name === event.stage && state === 'RUNNING' && message);
  return saying === undefined ? stages : stages.map((stage) => (stage === saying ? { ...stage, message: null } : stage));
}

function laddersAfter(ladders: Ladder[], event: StepMeasured): Ladder[] {
  const rung: Rung = { step: event.step, measured: event.measured, knee: event.knee ?? undefined, maximum: event.maximum ?? undefined };
  const ladder = ladders.find(({ stage, instances }) => stage === event.stage && instances === event.instances);
  if (ladder === undefined) {
    return [...ladders, { stage: event.stage, instances: event.instances, rungs: [rung] }];
  }
  return ladders.map((other) => (other === ladder ? { ...ladder, rungs: [...ladder.rungs, rung] } : other));
}
