import { Card, CardBody, CardTitle, DescriptionList, Label } from '@patternfly/react-core';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import ExclamationCircleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon';
import type { RunAssessment } from '../../api/types';
import { millis, percent, rate, seconds, words } from '../../format';
import { Fact } from './Fact';

/** How automatic scaling kept up with a rising load. */
export function AssessmentCard({ assessment }: { assessment: RunAssessment }) {
  const { from, to, objective, instances, triggerSeconds, firstReadySeconds, lost, highestHeld, objectiveHeld, outcome } = assessment;
  return (
    <Card>
      <CardTitle component="h2">
        Automatic scaling{' '}
        <Label color={objectiveHeld ? 'green' : 'red'} icon={objectiveHeld ? <CheckCircleIcon /> : <ExclamationCircleIcon />}>
          Objective {words(outcome).toLowerCase()}
        </Label>
      </CardTitle>
      <CardBody>
        <DescriptionList isHorizontal isCompact isFluid>
          <Fact name="Load">
            {rate(from)} to {rate(to)} within {seconds(assessment.seconds)}
          </Fact>
          <Fact name="Objective">
            p95 below {millis(objective.p95Millis)}, errors below {percent(objective.errorShare)}
          </Fact>
          <Fact name="Instances">{instances.map(({ at, count }) => (at === 0 ? `${count}` : `${count} after ${seconds(at)}`)).join(', ')}</Fact>
          <Fact name="First ordered">{seconds(triggerSeconds)}</Fact>
          <Fact name="First ready">{seconds(firstReadySeconds)}</Fact>
          {lost.map((loss) => (
            <Fact key={loss.from} name="Lost">
              after {seconds(loss.from)}, {loss.regained === null || loss.regained === undefined ? 'not regained' : `regained after ${seconds(loss.regained)}`}
            </Fact>
          ))}
          <Fact name="Highest held">{rate(highestHeld)}</Fact>
        </DescriptionList>
      </CardBody>
    </Card>
  );
}
