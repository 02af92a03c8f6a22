import { Card, CardBody, CardTitle, Label } from '@patternfly/react-core';
import type { Finding } from '../../api/types';
import { words } from '../../format';

export function FindingsCard({ findings }: { findings: Finding[] }) {
  if (findings.length === 0) {
    return null;
  }
  return (
    <Card>
      <CardTitle component="h2">Findings</CardTitle>
      <CardBody>
        <ul className="hr-findings">
          {findings.map(({ kind, severity, statement, evidence }) => (
            <li key={`${kind} ${statement}`}>
              <Label isCompact color={severity.toLowerCase() === 'critical' || severity.toLowerCase() === 'high' ? 'red' : 'orange'}>
                {words(severity)}
              </Label>{' '}
              {statement}
              <div className="hr-quiet">
                {[words(kind), ...Object.entries(evidence).map(([name, value]) => `${words(name).toLowerCase()} ${value}`)].join(' · ')}
              </div>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
