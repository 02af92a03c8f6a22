import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from '@patternfly/react-core';
import { useId, useState } from 'react';
import type { KnownFinding } from '../../api/findings';
import { useAcceptFinding, useAcknowledgeFinding } from '../../api/queries';
import { ProblemAlert } from '../../shell/Problems';

type Decision = 'acknowledge' | 'accept';

/** What one may say of a finding. */
export function Decide({ finding }: { finding: KnownFinding }) {
  const [decision, setDecision] = useState<Decision>();
  return (
    <div className="hr-actions hr-decide">
      {finding.state !== 'acknowledged' && (
        <Button variant="secondary" size="sm" onClick={() => setDecision('acknowledge')}>
          Acknowledge
        </Button>
      )}
      <Button variant="secondary" size="sm" onClick={() => setDecision('accept')}>
        Accept for a while
      </Button>
      {decision !== undefined && <DecisionForm finding={finding} decision={decision} close={() => setDecision(undefined)} />}
    </div>
  );
}

function DecisionForm({ finding, decision, close }: { finding: KnownFinding; decision: Decision; close: () => void }) {
  const id = useId();
  const [who, setWho] = useState('');
  const [why, setWhy] = useState('');
  const [until, setUntil] = useState('');
  const acknowledge = useAcknowledgeFinding(finding.id);
  const accept = useAcceptFinding(finding.id);
  const accepts = decision === 'accept';
  const { error, isPending } = accepts ? accept : acknowledge;
  const complete = who.trim() !== '' && (!accepts || (why.trim() !== '' && until !== ''));
  const submit = () => {
    if (accepts) {
      // To the end of the day, where the reader is.
      accept.mutate({ who, why, until: new Date(`${until}T23:59:59`).toISOString() }, { onSuccess: close });
    } else {
      acknowledge.mutate({ who }, { onSuccess: close });
    }
  };
  return (
    <Modal isOpen variant="small" onClose={close} aria-labelledby={`${id}-title`}>
      <ModalHeader title={accepts ? 'Accept for a while' : 'Acknowledge'} labelId={`${id}-title`} description={finding.statement} />
      <ModalBody>
        <Form
          id={`${id}-form`}
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <FormGroup label="Who" isRequired fieldId={`${id}-who`}>
            <TextInput id={`${id}-who`} value={who} onChange={(_, value) => setWho(value)} isRequired autoComplete="name" />
          </FormGroup>
          {accepts && (
            <>
              <FormGroup label="Why" isRequired fieldId={`${id}-why`}>
                <TextInput id={`${id}-why`} value={why} onChange={(_, value) => setWhy(value)} isRequired />
              </FormGroup>
              <FormGroup label="Until" isRequired fieldId={`${id}-until`}>
                <TextInput id={`${id}-until`} type="date" value={until} onChange={(_, value) => setUntil(value)} isRequired />
              </FormGroup>
            </>
          )}
        </Form>
        {error !== null && <ProblemAlert error={error} />}
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form={`${id}-form`} isDisabled={!complete || isPending} isLoading={isPending}>
          {accepts ? 'Accept' : 'Acknowledge'}
        </Button>
        <Button variant="link" onClick={close}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
