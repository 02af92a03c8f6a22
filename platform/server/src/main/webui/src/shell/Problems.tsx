import { Alert } from '@patternfly/react-core';
import { PlatformError } from '../api/client';

/** Why something did not work, in the platform's words. */
export function ProblemAlert({ error, inline = true }: { error: Error; inline?: boolean }) {
  if (!(error instanceof PlatformError)) {
    return <Alert variant="danger" isInline={inline} title={error.message} />;
  }
  const { title, detail, code, fault } = error.problem;
  const origin = [fault === undefined ? '' : `cause: ${fault}`, code ?? ''].filter((part) => part !== '').join(' · ');
  return (
    <Alert variant="danger" isInline={inline} title={title}>
      {detail}
      {origin !== '' && <div className="hr-quiet">{origin}</div>}
    </Alert>
  );
}
