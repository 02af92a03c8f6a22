import { ClipboardCopy, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core';
import type { RunRequest } from '../../api/types';
import { RunTheSample } from './RunTheSample';

/** What a newcomer sees: how to get the first result. */
export function NoRuns({ sample }: { sample: RunRequest | undefined }) {
  return (
    <EmptyState titleText="No run yet" headingLevel="h2" icon={Steps} className="hr-empty">
      <EmptyStateBody>
        A run stands up a copy of a service, finds how much one instance carries, checks what three carry, and puts everything back. Headroom brings a
        sample service of known capacity, so you can watch one now. It takes a few minutes.
      </EmptyStateBody>
      <EmptyStateFooter>
        {sample !== undefined && (
          <EmptyStateActions>
            <RunTheSample sample={sample} />
          </EmptyStateActions>
        )}
        <div className="hr-command">
          <span>{sample === undefined ? 'In a terminal:' : 'Or in a terminal:'}</span>
          <ClipboardCopy isReadOnly hoverTip="Copy" clickTip="Copied" textAriaLabel="Command that runs the sample" copyAriaLabel="Copy the command">
            ./headroom demo
          </ClipboardCopy>
        </div>
      </EmptyStateFooter>
    </EmptyState>
  );
}

function Steps() {
  return (
    <svg viewBox="0 0 64 64" width="72" height="72" className="hr-steps" aria-hidden="true">
      <path d="M6 56h13V45h13V34h13V25h13" />
      <path className="hr-steps-limit" d="M6 14h52" />
    </svg>
  );
}
