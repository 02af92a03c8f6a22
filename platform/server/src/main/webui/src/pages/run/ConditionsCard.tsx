import { Card, CardBody, CardTitle, DescriptionList, Label } from '@patternfly/react-core';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import ExclamationTriangleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon';
import type { Equivalence as RunEquivalence, Generator, RunResult } from '../../api/types';
import { count, millis, percent, words } from '../../format';
import { Fact } from './Fact';

/** Under which conditions the figures were measured. */
export function ConditionsCard({ result: { environment, scenario, generator, campaign } }: { result: RunResult }) {
  return (
    <Card>
      <CardTitle component="h2">Conditions</CardTitle>
      <CardBody>
        <DescriptionList isHorizontal isCompact isFluid>
          {campaign && <Fact name="Campaign">{campaign}</Fact>}
          <Fact name="Environment">
            {environment.name} <span className="hr-quiet">from {environment.module}</span>
          </Fact>
          {environment.equivalence && (
            <Fact name="Compared with">
              <Equivalence grade={environment.grade} {...environment.equivalence} />
            </Fact>
          )}
          <Fact name="Afterwards">{afterwards(environment)}</Fact>
          <Fact name="Scenario">
            {scenario.name} <span className="hr-quiet hr-mono" title={scenario.hash}>{`${scenario.source} ${scenario.hash.slice(0, 12)}`}</span>
          </Fact>
          {generator && (
            <Fact name="Generator">
              <GeneratorHealth generator={generator} />
            </Fact>
          )}
        </DescriptionList>
      </CardBody>
    </Card>
  );
}

/** What the grade rests on: why it is not better, and what the method changed on purpose. */
function Equivalence({ grade, production, reasons, declared }: RunEquivalence & { grade: string }) {
  return (
    <>
      {production}, grade {grade}
      <details>
        <summary>{count(reasons.length, 'difference')} that count</summary>
        <ul className="hr-list">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
          {declared.map((change) => (
            <li key={change} className="hr-quiet">
              on purpose: {change}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function afterwards({ created, destroyed }: RunResult['environment']): string {
  if (!created) {
    return 'never stood';
  }
  return destroyed ? 'destroyed, nothing is left' : 'NOT destroyed';
}

/** Whether the load generator can be believed. */
function GeneratorHealth({ generator: { verdict, reasons, lagP99Millis, cpu, dropped } }: { generator: Generator }) {
  const valid = verdict === 'valid';
  return (
    <>
      <Label isCompact color={valid ? 'green' : 'orange'} icon={valid ? <CheckCircleIcon /> : <ExclamationTriangleIcon />}>
        {words(verdict)}
      </Label>{' '}
      lag p99 {millis(lagP99Millis)} · CPU {percent(cpu)} · {count(dropped, 'arrival')} dropped
      {reasons.length > 0 && (
        <details>
          <summary>{count(reasons.length, 'reason')}</summary>
          <ul className="hr-list">
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
