import { Label } from '@patternfly/react-core';

/** Stands beside every figure that was measured on something too unlike production to size it by. */
export function Directional({ grade }: { grade: string | undefined }) {
  return grade === 'C' ? (
    <Label isCompact color="yellow" variant="outline">
      directional
    </Label>
  ) : null;
}
