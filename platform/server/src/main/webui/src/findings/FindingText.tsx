import type { ReactNode } from 'react';
import { words } from '../format';
import { SeverityLabel } from './SeverityLabel';

interface Props {
  finding: { kind: string; severity: string; statement: string; suggestion: string; evidence: Record<string, string> };
  /** Where more of it can be seen, and what can be done. */
  children?: ReactNode;
}

/** A cause: what was seen, what to do about it, and the figures that show it. */
export function FindingText({ finding: { kind, severity, statement, suggestion, evidence }, children }: Props) {
  const figures = Object.entries(evidence);
  return (
    <div className="hr-finding">
      <div className="hr-labels">
        <SeverityLabel severity={severity} />
        <span className="hr-quiet">{words(kind)}</span>
      </div>
      <p className="hr-strong">{statement}</p>
      <p>{suggestion}</p>
      {figures.length > 0 && (
        <dl className="hr-evidence">
          {figures.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {children}
    </div>
  );
}
