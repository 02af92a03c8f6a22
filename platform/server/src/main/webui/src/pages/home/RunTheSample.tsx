import { Button } from '@patternfly/react-core';
import PlayIcon from '@patternfly/react-icons/dist/esm/icons/play-icon';
import { useLocation } from 'wouter';
import { useStartRun } from '../../api/queries';
import type { RunRequest } from '../../api/types';
import { ProblemAlert } from '../../shell/Problems';

export function RunTheSample({ sample }: { sample: RunRequest }) {
  const [, navigate] = useLocation();
  const start = useStartRun();
  return (
    <div className="hr-start">
      <Button
        icon={<PlayIcon />}
        isLoading={start.isPending}
        isDisabled={start.isPending}
        onClick={() => start.mutate(sample, { onSuccess: ({ id }) => navigate(`/runs/${encodeURIComponent(id)}`) })}
      >
        Run the sample
      </Button>
      {start.error !== null && <ProblemAlert error={start.error} />}
    </div>
  );
}
