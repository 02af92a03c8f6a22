import type { Bracket, Progress } from '../../api/types';
import { ChartCard } from '../../chart/ChartCard';
import { Ladder } from '../../chart/Ladder';
import { count, interval, rate } from '../../format';
import type { ShownLadder } from './ladders';
import { StepTable } from './StepTable';

export function LadderCard({ ladder, now, grade }: { ladder: ShownLadder; now: Progress | undefined; grade: string | undefined }) {
  const { stage, instances, rungs, predicted } = ladder;
  const directional = grade === 'C';
  return (
    <ChartCard
      title={`Capacity ladder, ${count(instances, 'instance')}`}
      summary={summaryOf(ladder, directional)}
      chart={<Ladder rungs={rungs} now={now?.stage === stage ? now : undefined} predicted={predicted} directional={directional} />}
      table={() => <StepTable rungs={rungs} />}
    />
  );
}

function summaryOf({ rungs }: ShownLadder, directional: boolean): string {
  if (rungs.length === 0) {
    return 'The first step is under way.';
  }
  const rates = rungs.map(({ measured }) => measured.rate);
  const { knee, maximum } = rungs.at(-1) ?? {};
  const steps = `${count(rungs.length, 'step')} from ${rate(Math.min(...rates))} to ${rate(Math.max(...rates))}`;
  const parts = [steps, bracketed('knee', knee), bracketed('maximum', maximum), directional ? 'all directional (grade C)' : undefined];
  return `${parts.filter((part) => part !== undefined).join('; ')}.`;
}

function bracketed(name: string, bracket: Bracket | undefined): string | undefined {
  return bracket === undefined ? undefined : `${name} ${interval(bracket.lower, bracket.upper)} requests/s`;
}
