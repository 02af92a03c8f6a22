import { Card, CardBody, CardTitle, Label } from '@patternfly/react-core';
import type { Coverage, Finding } from '../../api/types';
import { words } from '../../format';

export function FindingsCard({ findings, coverage }: { findings: Finding[]; coverage?: Coverage | null }) {
  if (findings.length === 0 && !coverage) {
    return null;
  }
  return (
    <Card>
      <CardTitle component="h2">Findings</CardTitle>
      <CardBody>
        <ul className="hr-findings">
          {findings.map(({ kind, subject, severity, statement, evidence, suggestion }) => (
            <li key={`${kind} ${subject}`}>
              <Label isCompact color={severity === 'high' ? 'red' : 'orange'}>
                {words(severity)}
              </Label>{' '}
              {statement}
              <div className="hr-quiet">{[words(kind), ...Object.entries(evidence).map(([name, value]) => `${name}: ${value}`)].join(' · ')}</div>
              <div>{suggestion}</div>
            </li>
          ))}
        </ul>
        {coverage && (
          <p className="hr-quiet">
            {findings.length === 0 && coverage.traced > 0 && 'None. '}
            {coverage.sentence}
          </p>
        )}
      </CardBody>
    </Card>
  );
}
