import { Link } from 'wouter';
import { runPage } from '../../api/client';
import { MarkedVerdict } from '../../chart/Marker';
import { count, millis, rate, words } from '../../format';
import type { LoadStep } from '../../live/loadSteps';
import { type Choice, searchOf, type StepTraces, worst } from './tracesByStep';

interface Props {
  run: string;
  /** With the traces that are chosen in each. */
  steps: readonly StepTraces[];
  loads: ReadonlyMap<number, LoadStep>;
  choice: Choice;
  shown: number;
}

/** The run's load steps, each with how long its slowest trace took and how many failed. */
export function StepList({ run, steps, loads, choice, shown }: Props) {
  const longest = Math.max(...steps.flatMap(({ traces }) => traces.map(({ millis: time }) => time)));
  return (
    <nav aria-label="Load steps" className="hr-step-list">
      {groupsOf(steps, loads).map(({ name, steps: own }) => (
        <section key={name} aria-label={name}>
          <h2 className="hr-step-group">{name}</h2>
          <ul>
            {own.map((one) => (
              <li key={one.step}>
                <Link href={`${runPage(run)}/traces${searchOf({ ...choice, step: one.step })}`} aria-current={one.step === shown ? 'true' : undefined}>
                  <StepLine step={one} load={loads.get(one.step)} longest={longest} />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function StepLine({ step: { step, traces }, load, longest }: { step: StepTraces; load: LoadStep | undefined; longest: number }) {
  const slowest = Math.max(...traces.map(({ millis: time }) => time));
  const wrong = traces.filter((trace) => worst(trace) === 'failed').length;
  return (
    <>
      <span className="hr-quiet">{step}</span>
      <span className="hr-strong hr-figure">{load === undefined ? `Step ${step}` : rate(load.rate)}</span>
      <span>{load?.verdict !== undefined && <MarkedVerdict verdict={load.verdict} />}</span>
      <span className="hr-figure hr-step-slowest">{millis(slowest)}</span>
      <svg className="hr-took-bar" width="100%" height="6" aria-hidden="true">
        <rect width={`${(100 * slowest) / longest}%`} height="6" rx="2" />
      </svg>
      <span className="hr-failure">{wrong > 0 && `${wrong} failed`}</span>
    </>
  );
}

/** Steps of one stage with the same instances, in the order in which they were measured. */
function groupsOf(steps: readonly StepTraces[], loads: ReadonlyMap<number, LoadStep>): { name: string; steps: StepTraces[] }[] {
  const groups: { name: string; steps: StepTraces[] }[] = [];
  for (const step of steps) {
    const load = loads.get(step.step);
    const name = load === undefined ? 'Other steps' : `${words(load.stage)}, ${count(load.instances, 'instance')}`;
    const last = groups.find((group) => group.name === name);
    if (last === undefined) {
      groups.push({ name, steps: [step] });
    } else {
      last.steps.push(step);
    }
  }
  return groups;
}
