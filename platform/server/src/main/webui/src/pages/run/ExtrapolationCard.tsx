import { Card, CardBody, CardTitle, DescriptionList, Label } from '@patternfly/react-core';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import ExclamationCircleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon';
import OutlinedQuestionCircleIcon from '@patternfly/react-icons/dist/esm/icons/outlined-question-circle-icon';
import type { Efficiency, Extrapolation } from '../../api/types';
import { percent, rate, words } from '../../format';
import { Directional } from '../../shell/Directional';
import { Fact } from './Fact';

/** Whether N instances carry N times as much as one. */
export function ExtrapolationCard({ extrapolation, grade }: { extrapolation: Extrapolation; grade: string }) {
  const { instances, predicted, measured, efficiency, outcome, scaling, attribution } = extrapolation;
  return (
    <Card>
      <CardTitle component="h2">
        {instances} instances <Outcome outcome={outcome} />
      </CardTitle>
      <CardBody>
        <DescriptionList isHorizontal isCompact isFluid>
          <Fact name="Predicted">
            {rate(predicted)} <Directional grade={grade} />
          </Fact>
          <Fact name="Measured">
            {rate(measured)} <Directional grade={grade} />
          </Fact>
          <Fact name="Efficiency">
            {percent(efficiency.estimate)}{' '}
            <span className="hr-quiet">
              ({shares(efficiency)})
            </span>
          </Fact>
          {scaling && <Fact name="Law">{scaling.sentence}</Fact>}
        </DescriptionList>
        {attribution.length > 0 && (
          <ul className="hr-list">
            {attribution.map((why) => (
              <li key={why}>{why}</li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}

function shares({ lower, upper }: Efficiency): string {
  return upper === null || upper === undefined ? `≥ ${percent(lower)}` : `${percent(lower)} to ${percent(upper)}`;
}

function Outcome({ outcome }: { outcome: string }) {
  switch (outcome) {
    case 'aligned':
      return (
        <Label color="green" icon={<CheckCircleIcon />}>
          Aligned
        </Label>
      );
    case 'rejected':
      return (
        <Label color="red" icon={<ExclamationCircleIcon />}>
          Rejected
        </Label>
      );
    default:
      return (
        <Label color="purple" icon={<OutlinedQuestionCircleIcon />}>
          {words(outcome)}
        </Label>
      );
  }
}
