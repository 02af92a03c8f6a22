import { Card, CardBody, CardTitle } from '@patternfly/react-core';
import type { Capacity, Interval } from '../../api/types';
import { figure, interval, percent, words } from '../../format';
import { Directional } from '../../shell/Directional';
import { Grade } from './Grade';

const MEANS = {
  Knee: 'Up to here latency and errors stay acceptable.',
  Maximum: 'Up to here answered load grows with asked load.',
};

/** The two numbers of one instance. */
export function CapacityFigures({ capacity, grade }: { capacity: Capacity; grade: string }) {
  return (
    <div className="hr-capacities">
      <CapacityFigure name="Knee" figures={capacity.knee} grade={grade} />
      <CapacityFigure name="Maximum" figures={capacity.maximum} grade={grade} />
      <Card>
        <CardTitle component="h2">Runs out first</CardTitle>
        <CardBody>
          <p className="hr-headline hr-headline-words">{words(capacity.bindingResource)}</p>
          <p className="hr-quiet">The resource that binds one instance.</p>
          <Grade grade={grade} />
        </CardBody>
      </Card>
    </div>
  );
}

function CapacityFigure({ name, figures, grade }: { name: 'Knee' | 'Maximum'; figures: Interval; grade: string }) {
  const { lower, estimate, upper, unit, confidence, reason } = figures;
  const open = upper === null || upper === undefined;
  return (
    <Card className={`hr-capacity hr-capacity-${name.toLowerCase()}`}>
      <CardTitle component="h2">{name} of one instance</CardTitle>
      <CardBody>
        <p className="hr-headline">
          {open ? `≥ ${figure(lower)}` : figure(estimate)} <span className="hr-unit">{unit}</span> <Directional grade={grade} />
        </p>
        <p>
          {interval(lower, upper)} {unit}
          {!open && `, ${percent(confidence)} confidence`}
        </p>
        <p className="hr-quiet">{reason ?? MEANS[name]}</p>
      </CardBody>
    </Card>
  );
}
