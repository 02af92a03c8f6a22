import type { RunResult } from '../../api/types';
import { AssessmentCourse } from './AssessmentCourse';
import { RecoveryCourse } from './RecoveryCourse';

/** The loads of a run whose rate changed, second by second. */
export function Courses({ result: { assessment, recovery } }: { result: RunResult }) {
  return (
    <>
      {recovery?.filter(({ series }) => series.length > 0).map((one) => <RecoveryCourse key={one.instances} recovery={one} />)}
      {assessment && assessment.series.length > 0 && <AssessmentCourse assessment={assessment} />}
    </>
  );
}
