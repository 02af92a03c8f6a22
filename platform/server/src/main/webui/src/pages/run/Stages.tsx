import { ProgressStep, type ProgressStepProps, ProgressStepper } from '@patternfly/react-core';
import type { Stage, StageState } from '../../api/types';
import { between, words } from '../../format';
import { useWidth } from '../../chart/useWidth';
import { useNow } from '../../shell/useNow';

const LOOKS: Record<StageState, { variant: ProgressStepProps['variant']; word: string }> = {
  PENDING: { variant: 'pending', word: 'to come' },
  RUNNING: { variant: 'info', word: 'under way' },
  DONE: { variant: 'success', word: 'done' },
  FAILED: { variant: 'danger', word: 'failed' },
  SKIPPED: { variant: 'pending', word: 'skipped' },
};

/** In pixels; below, the stages stand one under another. */
const ROOM_FOR_A_ROW = 820;

/** The run's stages in order, each with its state in word and icon, and its time. */
export function Stages({ stages }: { stages: readonly Stage[] }) {
  const [frame, width] = useWidth<HTMLElement>();
  const now = useNow(stages.some(({ state }) => state === 'RUNNING'));
  return (
    <section aria-label="Stages" className="hr-stages" ref={frame}>
      <ProgressStepper isCenterAligned={width >= ROOM_FOR_A_ROW} isVertical={width < ROOM_FOR_A_ROW} aria-label="Stages of the run">
        {stages.map((stage) => {
          const { variant, word } = LOOKS[stage.state];
          const time = stage.started ? between(stage.started, stage.finished, now) : undefined;
          return (
            <ProgressStep
              key={stage.name}
              id={`stage-${stage.name}`}
              titleId={`stage-${stage.name}-title`}
              variant={variant}
              isCurrent={stage.state === 'RUNNING'}
              aria-label={`${words(stage.name)}: ${word}`}
              description={[word, time].filter((part) => part !== undefined).join(', ')}
            >
              {words(stage.name)}
            </ProgressStep>
          );
        })}
      </ProgressStepper>
      <StageMessage stages={stages} />
    </section>
  );
}

/** What the stage under way, or the one that failed, has to say. */
function StageMessage({ stages }: { stages: readonly Stage[] }) {
  const speaking = stages.filter(({ state, message }) => (state === 'FAILED' || state === 'RUNNING') && message);
  return speaking.map(({ name, message }) => (
    <p key={name} className="hr-stage-message">
      <strong>{words(name)}:</strong> {message}
    </p>
  ));
}
