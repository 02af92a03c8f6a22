import { type AlertProps, Label, type LabelProps } from '@patternfly/react-core';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import ExclamationCircleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon';
import ExclamationTriangleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon';
import InProgressIcon from '@patternfly/react-icons/dist/esm/icons/in-progress-icon';
import OutlinedQuestionCircleIcon from '@patternfly/react-icons/dist/esm/icons/outlined-question-circle-icon';
import type { ReactElement } from 'react';
import type { Verdict } from '../api/types';

interface Look {
  word: string;
  status: AlertProps['variant'];
  colour: LabelProps['color'];
  icon: ReactElement;
}

const LOOKS: Record<Verdict, Look> = {
  pass: { word: 'Pass', status: 'success', colour: 'green', icon: <CheckCircleIcon /> },
  failed: { word: 'Failed', status: 'danger', colour: 'red', icon: <ExclamationCircleIcon /> },
  invalid: { word: 'Invalid', status: 'warning', colour: 'orange', icon: <ExclamationTriangleIcon /> },
  inconclusive: { word: 'Inconclusive', status: 'custom', colour: 'purple', icon: <OutlinedQuestionCircleIcon /> },
};
const RUNNING: Look = { word: 'Running', status: 'info', colour: 'blue', icon: <InProgressIcon /> };

/** A run's verdict by icon and word; that it is under way if it has none. */
export function VerdictLabel({ verdict }: { verdict: Verdict | null | undefined }) {
  const { word, colour, icon } = verdict ? LOOKS[verdict] : RUNNING;
  return (
    <Label color={colour} icon={icon} className="hr-verdict">
      {word}
    </Label>
  );
}

export const verdictWord = (verdict: Verdict) => LOOKS[verdict].word;

/** For PatternFly's alerts. */
export const verdictStatus = (verdict: Verdict) => LOOKS[verdict].status;
