import { Label, type LabelProps } from '@patternfly/react-core';
import AngleDoubleDownIcon from '@patternfly/react-icons/dist/esm/icons/angle-double-down-icon';
import AngleDoubleUpIcon from '@patternfly/react-icons/dist/esm/icons/angle-double-up-icon';
import EqualsIcon from '@patternfly/react-icons/dist/esm/icons/equals-icon';
import type { ReactElement } from 'react';
import { words } from '../format';

const LOOKS: Record<string, { colour: LabelProps['color']; icon: ReactElement }> = {
  high: { colour: 'red', icon: <AngleDoubleUpIcon /> },
  medium: { colour: 'orange', icon: <EqualsIcon /> },
  low: { colour: 'grey', icon: <AngleDoubleDownIcon /> },
};

export function SeverityLabel({ severity }: { severity: string }) {
  const look = LOOKS[severity];
  return (
    <Label isCompact color={look?.colour ?? 'grey'} icon={look?.icon}>
      {words(severity)}
    </Label>
  );
}
