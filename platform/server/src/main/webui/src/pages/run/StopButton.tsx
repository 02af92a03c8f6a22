import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import StopIcon from '@patternfly/react-icons/dist/esm/icons/stop-icon';
import { useState } from 'react';
import { useStopRun } from '../../api/queries';
import type { RunView } from '../../api/types';
import { ProblemAlert } from '../../shell/Problems';

export function StopButton({ view }: { view: RunView }) {
  const [asking, setAsking] = useState(false);
  const stop = useStopRun(view.id);
  const close = () => setAsking(false);
  return (
    <>
      <Button variant="danger" icon={<StopIcon />} isDisabled={stop.isPending || stop.isSuccess} onClick={() => setAsking(true)}>
        {stop.isSuccess ? 'Stopping' : 'Stop'}
      </Button>
      <Modal variant="small" isOpen={asking} onClose={close} aria-labelledby="stop-title" aria-describedby="stop-body">
        <ModalHeader title="Stop this run?" labelId="stop-title" titleIconVariant="warning" />
        <ModalBody id="stop-body">
          The load on {view.request.service} ends at once. The protections are restored and the environment is destroyed as always; what was measured so far is
          kept, without a verdict on capacity.
          {stop.error !== null && <ProblemAlert error={stop.error} />}
        </ModalBody>
        <ModalFooter>
          <Button variant="danger" isLoading={stop.isPending} isDisabled={stop.isPending} onClick={() => stop.mutate(undefined, { onSuccess: close })}>
            Stop the run
          </Button>
          <Button variant="link" onClick={close}>
            Keep it going
          </Button>
        </ModalFooter>
      </Modal>
    </>
  );
}
