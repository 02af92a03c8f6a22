import { FormSelect, FormSelectOption, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import { useId } from 'react';
import type { TraceSummary } from '../../api/telemetry';
import { BY_WRONG, type Choice, requestsOf } from './tracesByStep';
import { whyWord } from './WhyLabel';

interface Props {
  traces: readonly TraceSummary[];
  choice: Choice;
  choose: (choice: Choice) => void;
}

const ANY = '';

export function TraceFilters({ traces, choice, choose }: Props) {
  const id = useId();
  const { request, why } = choice;
  return (
    <div className="hr-filters" role="group" aria-label="Which traces">
      <label htmlFor={`${id}-request`}>
        Request
        <FormSelect id={`${id}-request`} value={request ?? ANY} onChange={(_, value) => choose({ ...choice, request: value === ANY ? undefined : value })}>
          <FormSelectOption value={ANY} label="All" />
          {requestsOf(traces).map((one) => (
            <FormSelectOption key={one} value={one} label={one} />
          ))}
        </FormSelect>
      </label>
      <ToggleGroup aria-label="Why it is kept">
        <ToggleGroupItem text="All" isSelected={why === undefined} onChange={() => choose({ ...choice, why: undefined })} />
        {BY_WRONG.map((reason) => (
          <ToggleGroupItem key={reason} text={whyWord(reason)} isSelected={why === reason} onChange={() => choose({ ...choice, why: reason })} />
        ))}
      </ToggleGroup>
    </div>
  );
}
