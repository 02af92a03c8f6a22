import { Label, type LabelProps } from '@patternfly/react-core';
import ExclamationCircleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon';
import HourglassIcon from '@patternfly/react-icons/dist/esm/icons/hourglass-half-icon';
import RandomIcon from '@patternfly/react-icons/dist/esm/icons/random-icon';
import type { ReactElement } from 'react';
import type { Why } from '../../api/telemetry';

const LOOKS: Record<Why, { word: string; colour: LabelProps['color']; icon: ReactElement }> = {
  failed: { word: 'Failed', colour: 'red', icon: <ExclamationCircleIcon /> },
  slowest: { word: 'Slowest', colour: 'orange', icon: <HourglassIcon /> },
  random: { word: 'Random', colour: 'grey', icon: <RandomIcon /> },
};

/** Why a trace is kept. */
export function WhyLabel({ why }: { why: Why }) {
  const { word, colour, icon } = LOOKS[why];
  return (
    <Label isCompact color={colour} icon={icon}>
      {word}
    </Label>
  );
}

export const whyWord = (why: Why) => LOOKS[why].word;
