import { Card, CardBody, CardTitle, Label } from '@patternfly/react-core';
import type { NoteEvent, Note, RunResult } from '../../api/types';
import { clock, words } from '../../format';

const COLOURS: Record<string, 'blue' | 'orange' | 'red'> = { INFO: 'blue', WARNING: 'orange', ALARM: 'red' };

/** What people should know of the run, oldest first. The result has the final list. */
export function Notes({ live, result }: { live: readonly NoteEvent[]; result: RunResult | undefined }) {
  const notes: readonly Pick<Note, 'at' | 'severity' | 'text'>[] = result?.notes ?? live;
  if (notes.length === 0) {
    return null;
  }
  return (
    <Card>
      <CardTitle component="h2">Notes</CardTitle>
      <CardBody>
        <ol className="hr-notes">
          {notes.map(({ at, severity, text }, index) => (
            <li key={index}>
              <time dateTime={at} className="hr-quiet">
                {clock(at)}
              </time>
              <Label isCompact color={COLOURS[severity.toUpperCase()] ?? 'blue'}>
                {words(severity)}
              </Label>
              <span>{text}</span>
            </li>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}
