import { Alert } from '@patternfly/react-core';
import type { RunResult } from '../../api/types';
import { verdictStatus, verdictWord } from '../../shell/VerdictLabel';
import { CapacityFigures } from './CapacityFigures';
import { ConditionsCard } from './ConditionsCard';
import { ExtrapolationCard } from './ExtrapolationCard';
import { FindingsCard } from './FindingsCard';
import { ProtectionsCard } from './ProtectionsCard';

/** What came out: the verdict first, in one sentence. */
export function Report({ result }: { result: RunResult }) {
  const { verdict, reason, fault, singleInstance, extrapolation, environment } = result;
  return (
    <>
      <Alert variant={verdictStatus(verdict) ?? 'info'} isInline component="h2" className="hr-verdict-sentence" title={`${verdictWord(verdict)}: ${reason}`}>
        {fault && <p>Cause: {fault}.</p>}
        {environment.grade === 'C' && singleInstance && <p>All figures are directional: the environment is of grade C.</p>}
      </Alert>
      {singleInstance && <CapacityFigures capacity={singleInstance} grade={environment.grade} />}
      <FindingsCard findings={result.findings} />
      <div className="hr-columns">
        {extrapolation && <ExtrapolationCard extrapolation={extrapolation} grade={environment.grade} />}
        <ConditionsCard result={result} />
      </div>
      <ProtectionsCard protections={result.protections} />
    </>
  );
}
