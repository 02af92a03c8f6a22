import type { StepView } from '../api/telemetry';
import { coverageSentences } from './coverage';

/** What the figures rest on, in plain words. */
export function CoverageNote({ steps }: { steps: readonly StepView[] }) {
  return <p className="hr-quiet">{coverageSentences(steps).join(' ')}</p>;
}
