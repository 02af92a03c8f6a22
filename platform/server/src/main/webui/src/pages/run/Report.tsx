import { Alert } from '@patternfly/react-core';
import type { RunResult } from '../../api/types';
import { verdictStatus, verdictWord } from '../../shell/VerdictLabel';
import { AssessmentCard } from './AssessmentCard';
import { CapacityFigures } from './CapacityFigures';
import { ConditionsCard } from './ConditionsCard';
import { ExtrapolationCard } from './ExtrapolationCard';
import { FindingsCard } from './FindingsCard';
import { ProtectionsCard } from './ProtectionsCard';
import { RecoveryCard } from './RecoveryCard';

/** What came out: the verdict first, in one sentence. */
export function Report({ result }: { result: RunResult }) {
  const { verdict, reason, fault, singleInstance, extrapolation, recovery, assessment, regression, environment } = result;
  return (
    <>
      <Alert variant={verdictStatus(verdict) ?? 'info'} isInline component="h2" className="hr-verdict-sentence" title={`${verdictWord(verdict)}: ${reason}`}>
        {fault && <p>Cause: {fault}.</p>}
        {regression && regression.verdict !== 'ordinary' && <p>The maximum is {regression.sentence}.</p>}
        {environment.grade === 'C' && singleInstance && <p>All figures are directional: the environment is of grade C.</p>}
      </Alert>
      {singleInstance && <CapacityFigures capacity={singleInstance} grade={environment.grade} />}
      <FindingsCard run={result.run} findings={result.findings} coverage={result.coverage} />
      <div className="hr-columns">
        {extrapolation && <ExtrapolationCard extrapolation={extrapolation} grade={environment.grade} />}
        {assessment && <AssessmentCard assessment={assessment} />}
        <ConditionsCard result={result} />
      </div>
      {recovery && <RecoveryCard recovery={recovery} />}
      <ProtectionsCard protections={result.protections} />
    </>
  );
}
