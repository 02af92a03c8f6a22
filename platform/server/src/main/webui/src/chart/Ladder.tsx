import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { Bracket, Progress } from '../api/types';
import { figure, interval, millis, rate } from '../format';
import type { Rung } from '../live/liveRun';
import { bracketSpan, type LadderGeometry, ladderGeometry, lineByRate } from './ladderGeometry';
import { Marker, MarkerLegend, VERDICT_WORDS } from './Marker';
import { useWidth } from './useWidth';

interface Props {
  rungs: readonly Rung[];
  /** The step under way. */
  now?: Progress | undefined;
  /** What was predicted for the maximum, in requests/s. */
  predicted?: number | undefined;
  /** Whether the figures are directional only. */
  directional?: boolean;
}

/** The capacity ladder: every load step against latency and throughput, and the brackets closing in. Arrow keys go from step to step. */
export function Ladder({ rungs, now, predicted, directional = false }: Props) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const [chosen, setChosen] = useState<number>();
  const last = rungs.length - 1;
  const cursor = chosen === undefined ? last : Math.min(chosen, last);
  const rung = rungs[cursor];

  const onKeyDown = (event: KeyboardEvent) => {
    const moved = { ArrowRight: cursor + 1, ArrowUp: cursor + 1, ArrowLeft: cursor - 1, ArrowDown: cursor - 1, Home: 0, End: last }[event.key];
    if (moved !== undefined && last >= 0) {
      event.preventDefault();
      setChosen(Math.max(0, Math.min(last, moved)));
    }
  };

  const geometry = width > 0 ? ladderGeometry(rungs, now, predicted, width) : undefined;
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (geometry !== undefined) {
      const box = event.currentTarget.getBoundingClientRect();
      setChosen(nearest(geometry, rungs, event.clientX - box.left, event.clientY - box.top));
    }
  };

  return (
    <div className="hr-ladder">
      <div
        ref={frame}
        className="hr-chart"
        role="slider"
        tabIndex={0}
        aria-label="Load step"
        aria-valuemin={rungs.length === 0 ? 0 : 1}
        aria-valuemax={rungs.length}
        aria-valuenow={cursor + 1}
        aria-valuetext={rung === undefined ? 'no step measured yet' : inWords(rung)}
        onKeyDown={onKeyDown}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setChosen(undefined)}
      >
        {geometry !== undefined && <Drawing geometry={geometry} rungs={rungs} cursor={cursor} now={now} predicted={predicted} directional={directional} />}
      </div>
      <MarkerLegend />
      <p className="hr-readout">{rung === undefined ? 'No step has been measured yet.' : inWords(rung)}</p>
    </div>
  );
}

function inWords({ step, measured }: Rung): string {
  const verdicts = `knee ${VERDICT_WORDS[measured.verdict]}, maximum ${VERDICT_WORDS[measured.saturation]}`;
  const figures = `asked ${rate(measured.rate)}, answered ${rate(measured.throughput)}, p95 ${millis(measured.response.p95)}`;
  return `Step ${step}: ${figures}; ${verdicts}. ${measured.reason}`;
}

function nearest(geometry: LadderGeometry, rungs: readonly Rung[], x: number, y: number): number | undefined {
  if (rungs.length === 0) {
    return undefined;
  }
  if (y > geometry.rows.top) {
    return Math.max(0, Math.min(rungs.length - 1, Math.floor((y - geometry.rows.top) / geometry.rows.rowHeight)));
  }
  const distance = (rung: Rung) => Math.abs(geometry.rate(rung.measured.rate) - x);
  return rungs.reduce((best, rung, index) => (distance(rung) <= distance(rungs[best]!) ? index : best), 0);
}

interface DrawingProps extends Props {
  geometry: LadderGeometry;
  cursor: number;
}

function Drawing({ geometry, rungs, cursor, now, predicted, directional = false }: DrawingProps) {
  const { width, height } = geometry;
  const latest = rungs.at(-1);
  return (
    <svg width={width} height={height} aria-hidden="true">
      <Band geometry={geometry} bracket={latest?.maximum} kind="maximum" row={1} directional={directional} />
      <Band geometry={geometry} bracket={latest?.knee} kind="knee" row={0} directional={directional} />
      <Axes geometry={geometry} />
      {predicted !== undefined && <Predicted geometry={geometry} predicted={predicted} />}
      <Lines geometry={geometry} rungs={rungs} />
      {now !== undefined && <UnderWay geometry={geometry} now={now} />}
      <Rows geometry={geometry} rungs={rungs} />
      {rungs.map((rung, index) => (
        <Points key={rung.step} geometry={geometry} rung={rung} row={index} selected={index === cursor} />
      ))}
    </svg>
  );
}

interface BandProps {
  geometry: LadderGeometry;
  bracket: Bracket | undefined;
  kind: 'knee' | 'maximum';
  row: number;
  directional: boolean;
}

/** The bracket as it stands, through all panels, named at the top. */
function Band({ geometry, bracket, kind, row, directional }: BandProps) {
  if (bracket === undefined) {
    return null;
  }
  const { x, width, open } = bracketSpan(geometry, bracket);
  const { latency, rows } = geometry;
  const middle = x + width / 2;
  const anchor = middle > geometry.right - 90 ? 'end' : 'middle';
  return (
    <g className={`hr-band hr-${kind}`}>
      <rect x={x} y={latency.top} width={width} height={rows.bottom - latency.top} />
      <path d={`M${x} ${latency.top}V${rows.bottom}${open ? '' : `M${x + width} ${latency.top}V${rows.bottom}`}`} />
      <text x={anchor === 'end' ? geometry.right : middle} y={latency.top - 38 + row * 14} textAnchor={anchor}>
        {kind} {interval(bracket.lower, bracket.upper)}
        {directional && ', directional'}
      </text>
    </g>
  );
}

function Axes({ geometry }: { geometry: LadderGeometry }) {
  const { left, right, latency, throughput, rows, rate: x, height } = geometry;
  return (
    <g className="hr-axes">
      {[latency, throughput].flatMap((panel) =>
        panel.y.ticks.map((tick) => (
          <g key={`${panel.top}-${tick}`}>
            <path d={`M${left} ${panel.y(tick)}H${right}`} />
            <text x={left - 8} y={panel.y(tick) + 4} textAnchor="end">
              {figure(tick)}
            </text>
          </g>
        )),
      )}
      {x.ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${x(tick)} ${rows.bottom}v5`} />
          <text x={x(tick)} y={rows.bottom + 18} textAnchor="middle">
            {figure(tick)}
          </text>
        </g>
      ))}
      <path className="hr-baseline" d={`M${left} ${rows.bottom}H${right}`} />
      <text className="hr-axis-title" x={left} y={latency.top - 8}>
        p95, ms
      </text>
      <text className="hr-axis-title" x={left} y={throughput.top - 10}>
        Throughput, requests/s
      </text>
      <text className="hr-axis-title" x={left} y={rows.top - 10}>
        Step by step
      </text>
      <text className="hr-axis-title" x={right} y={height - 6} textAnchor="end">
        asked rate, requests/s
      </text>
    </g>
  );
}

function Lines({ geometry, rungs }: { geometry: LadderGeometry; rungs: readonly Rung[] }) {
  const { rate: x, latency, throughput } = geometry;
  const path = (points: [number, number][], y: (value: number) => number) => points.map(([at, value], index) => `${index === 0 ? 'M' : 'L'}${x(at)} ${y(value)}`).join('');
  const all = Math.min(throughput.y.ticks.at(-1) ?? 0, x.ticks.at(-1) ?? 0);
  return (
    <g className="hr-lines">
      <path className="hr-ideal" d={`M${x(0)} ${throughput.y(0)}L${x(all)} ${throughput.y(all)}`} />
      <path className="hr-latency" d={path(lineByRate(rungs, ({ measured }) => measured.response.p95), latency.y)} />
      <path className="hr-throughput" d={path(lineByRate(rungs, ({ measured }) => measured.throughput), throughput.y)} />
    </g>
  );
}

function Predicted({ geometry, predicted }: { geometry: LadderGeometry; predicted: number }) {
  const x = geometry.rate(predicted);
  return (
    <g className="hr-predicted">
      <path d={`M${x} ${geometry.throughput.top}V${geometry.rows.bottom}`} />
      <text x={x - 6} y={geometry.throughput.bottom - 8} textAnchor="end">
        predicted {figure(predicted)}
      </text>
    </g>
  );
}

function Points({ geometry, rung, row, selected }: { geometry: LadderGeometry; rung: Rung; row: number; selected: boolean }) {
  const { rate: scale, latency, throughput, rows } = geometry;
  const { measured } = rung;
  const x = scale(measured.rate);
  const p95 = measured.response.p95;
  return (
    <g>
      {p95 !== null && p95 !== undefined && <Marker verdict={measured.verdict} x={x} y={latency.y(p95)} selected={selected} />}
      <Marker verdict={measured.saturation} x={x} y={throughput.y(measured.throughput)} selected={selected} />
      <Marker verdict={measured.verdict} x={x} y={rows.of(row)} selected={selected} />
    </g>
  );
}

/** What the search had cornered after each step. */
function Rows({ geometry, rungs }: { geometry: LadderGeometry; rungs: readonly Rung[] }) {
  const { rows, left } = geometry;
  const thickness = Math.max(2, rows.rowHeight * 0.3);
  const labelled = rows.rowHeight >= 12;
  return (
    <g>
      {rungs.map(({ step, knee, maximum }, index) => (
        <g key={step}>
          {labelled && (
            <text className="hr-row-label" x={left - 8} y={rows.of(index) + 4} textAnchor="end">
              {step}
            </text>
          )}
          <RowBar geometry={geometry} bracket={knee} kind="knee" y={rows.of(index) - thickness - 0.5} height={thickness} />
          <RowBar geometry={geometry} bracket={maximum} kind="maximum" y={rows.of(index) + 0.5} height={thickness} />
        </g>
      ))}
    </g>
  );
}

function RowBar({ geometry, bracket, kind, y, height }: { geometry: LadderGeometry; bracket: Bracket | undefined; kind: string; y: number; height: number }) {
  if (bracket === undefined) {
    return null;
  }
  const { x, width, open } = bracketSpan(geometry, bracket);
  return <rect className={`hr-row hr-${kind} ${open ? 'hr-open' : ''}`} x={x} y={y} width={width} height={height} rx={height / 2} />;
}

function UnderWay({ geometry, now }: { geometry: LadderGeometry; now: Progress }) {
  const x = geometry.rate(now.askedRate);
  const { latency, throughput, rows } = geometry;
  const nearEnd = x > geometry.right - 70;
  return (
    <g className="hr-under-way">
      <path d={`M${x} ${latency.top}V${rows.bottom}`} />
      <text x={nearEnd ? x - 6 : x + 6} y={throughput.bottom - 8} textAnchor={nearEnd ? 'end' : 'start'}>
        now {rate(now.askedRate)}
      </text>
      {now.p95 > 0 && <circle className="hr-pulse" cx={x} cy={latency.y(now.p95)} r={6} />}
      <circle className="hr-pulse" cx={x} cy={throughput.y(now.achievedRate)} r={6} />
    </g>
  );
}
