import { Alert, AlertGroup } from '@patternfly/react-core';
import { useAlarms } from '../../api/queries';
import type { AlarmView } from '../../api/types';
import { moment } from '../../format';

/** Protections that did not come back as they should, in red until a person has said so and closed is proven. */
export function AlarmAlerts() {
  const { data: alarms } = useAlarms();
  return (
    <AlertGroup aria-label="Alarms">
      {alarms?.map((alarm) => (
        <AlarmAlert key={alarm.id} alarm={alarm} />
      ))}
    </AlertGroup>
  );
}

function AlarmAlert({ alarm }: { alarm: AlarmView }) {
  const title = alarm.state === 'CONFLICT' ? 'changed by somebody else while it was relaxed' : 'not proven closed';
  return (
    <Alert variant="danger" isInline title={`Alarm: ${alarm.protection} of run ${alarm.run} is ${title}`}>
      <p>{alarm.message}</p>
      <p>
        Since {moment(alarm.since)}
        {alarm.wide && ', relaxed for everybody'}. Restoring is tried again for ever ({alarm.attempts} so far).{' '}
        {alarm.acknowledgedBy == null ? (
          <code>{`./headroom alarm acknowledge ${alarm.id} --who NAME --why TEXT`}</code>
        ) : (
          `Acknowledged by ${alarm.acknowledgedBy}.`
        )}
      </p>
    </Alert>
  );
}
