import { Button, Label, Title } from '@patternfly/react-core';
import DownloadIcon from '@patternfly/react-icons/dist/esm/icons/download-icon';
import ExclamationTriangleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon';
import LinkIcon from '@patternfly/react-icons/dist/esm/icons/link-icon';
import { useState } from 'react';
import { resultPath } from '../../api/client';
import type { RunView } from '../../api/types';
import { between, moment } from '../../format';
import type { Connection } from '../../live/useLiveRun';
import { useNow } from '../../shell/useNow';
import { VerdictLabel } from '../../shell/VerdictLabel';
import { StopButton } from './StopButton';

export function RunHeader({ view, connection }: { view: RunView; connection: Connection }) {
  const over = view.state === 'FINISHED';
  const now = useNow(!over);
  const { request } = view;
  return (
    <header className="hr-header">
      <div>
        <Title headingLevel="h1" size="2xl" className="hr-run-title">
          {request.service} <span className="hr-light">on {request.instanceClass}</span> <VerdictLabel verdict={view.verdict} />
        </Title>
        <p className="hr-quiet">
          Started <time dateTime={view.created}>{moment(view.created)}</time> · {over ? 'took' : 'for'} {between(view.created, view.finished, now)} · preset{' '}
          {request.preset} · up to {request.instances} instances
          {request.defects.length > 0 && ` · defects: ${request.defects.join(', ')}`}
        </p>
      </div>
      <div className="hr-actions">
        {connection === 'lost' && (
          <Label color="orange" icon={<ExclamationTriangleIcon />}>
            Connection lost, trying again
          </Label>
        )}
        <PermanentLink id={view.id} />
        {over ? (
          <Button variant="secondary" component="a" href={resultPath(view.id)} download={`${view.id}.json`} icon={<DownloadIcon />}>
            Result as JSON
          </Button>
        ) : (
          <StopButton view={view} />
        )}
      </div>
    </header>
  );
}

function PermanentLink({ id }: { id: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard.writeText(new URL(`/runs/${encodeURIComponent(id)}`, location.href).href).then(() => setCopied(true));
  };
  return (
    <Button variant="secondary" icon={<LinkIcon />} onClick={copy} onBlur={() => setCopied(false)}>
      {copied ? 'Link copied' : 'Copy link'}
    </Button>
  );
}
