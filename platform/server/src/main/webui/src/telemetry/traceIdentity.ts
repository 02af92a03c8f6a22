/** Of the load engine's trace ids: a mark, six bytes of the session, then the load step in two. */
const STEP = { from: 14, to: 18 };

/** The load step that a trace belongs to, which its id names (docs/telemetry.md). */
export const stepOfTrace = (trace: string): number => Number.parseInt(trace.slice(STEP.from, STEP.to), 16);
