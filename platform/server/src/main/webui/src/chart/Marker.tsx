import type { StepVerdict } from '../api/types';

const SIZE = 5;

/** A step's verdict as a shape: told apart without colour. */
export function Marker({ verdict, x, y, selected = false }: { verdict: StepVerdict; x: number; y: number; selected?: boolean }) {
  return (
    <g className={`hr-marker hr-marker-${verdict.toLowerCase()}`} transform={`translate(${x} ${y})`}>
      {selected && <circle className="hr-marker-halo" r={SIZE + 5} />}
      {shape(verdict)}
    </g>
  );
}

function shape(verdict: StepVerdict) {
  switch (verdict) {
    case 'PASS':
      return <circle className="hr-solid" r={SIZE} />;
    case 'FAIL':
      return <path className="hr-stroke" d={`M${-SIZE} ${-SIZE}L${SIZE} ${SIZE}M${SIZE} ${-SIZE}L${-SIZE} ${SIZE}`} />;
    case 'UNDECIDED':
      return <path className="hr-hollow" d={`M0 ${-SIZE - 1}L${SIZE + 1} 0L0 ${SIZE + 1}L${-SIZE - 1} 0Z`} />;
    case 'INVALID':
      return <path className="hr-hollow" d={`M0 ${-SIZE - 1}L${SIZE + 1} ${SIZE}H${-SIZE - 1}Z`} />;
  }
}

export const VERDICT_WORDS: Record<StepVerdict, string> = { PASS: 'pass', FAIL: 'fail', UNDECIDED: 'undecided', INVALID: 'invalid' };

/** A verdict as shape and word. */
export function MarkedVerdict({ verdict }: { verdict: StepVerdict }) {
  return (
    <>
      <svg width="16" height="16" aria-hidden="true" className="hr-inline-marker">
        <Marker verdict={verdict} x={8} y={8} />
      </svg>
      {VERDICT_WORDS[verdict]}
    </>
  );
}

/** What the shapes mean. */
export function MarkerLegend() {
  return (
    <ul className="hr-legend" aria-label="Shapes">
      {(Object.keys(VERDICT_WORDS) as StepVerdict[]).map((verdict) => (
        <li key={verdict}>
          <svg width="18" height="18" aria-hidden="true">
            <Marker verdict={verdict} x={9} y={9} />
          </svg>
          {VERDICT_WORDS[verdict]}
        </li>
      ))}
      <li>
        <svg width="24" height="18" aria-hidden="true" className="hr-lines">
          <path className="hr-ideal" d="M1 14L23 4" />
        </svg>
        everything answered
      </li>
    </ul>
  );
}
