import { Card, CardBody, CardTitle, DescriptionList } from '@patternfly/react-core';
import type { Generator, RunResult } from '../../api/types';
import { count, millis, percent } from '../../format';
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
          <Fact name="Afterwards">{afterwards(environment)}</Fact>
          <Fact name="Scenario">
            {scenario.name} <span className="hr-quiet hr-mono" title={scenario.hash}>{`${scenario.source} ${scenario.hash.slice(0, 12)}`}</span>
          </Fact>
          {generator && <Fact name="Generator">{generatorInWords(generator)}</Fact>}
        </DescriptionList>
      </CardBody>
    </Card>
  );
}

function afterwards({ created, destroyed }: RunResult['environment']): string {
  if (!created) {
    return 'never stood';
  }
  return destroyed ? 'destroyed, nothing is left' : 'NOT destroyed';
}

function generatorInWords({ verdict, reasons, lagP99Millis, cpu, dropped }: Generator): string {
  const why = reasons.length === 0 ? '' : `: ${reasons.join('; ')}`;
  return `${verdict}${why} · lag p99 ${millis(lagP99Millis)} · CPU ${percent(cpu)} · ${count(dropped, 'arrival')} dropped`;
}
