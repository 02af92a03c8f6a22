import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { TraceView } from '../api/telemetry';
import { count, millis } from '../format';
import { useWidth } from './useWidth';
import { alongsideWords, type Bar, collapsedAtFirst, colourOf, failed, rowsOf, type SpanNode, type SpanRow, servicesOf, type Waterfall, waterfall } from './waterfall';
import { WaterfallLegend } from './WaterfallLegend';

interface Props {
  trace: TraceView;
  root: SpanNode;
  /** Id of a span. */
  chosen: string;
  choose: (span: string) => void;
}

/** In pixels; below, a span's name stands above its bar rather than beside it. */
const ROOM_FOR_NAMES = 620;
const NAMES_SHARE = 0.38;

/** A request as bars over time. A tree for the keyboard: up and down go from span to span, left and right close and open what is beneath. */
export function WaterfallChart({ trace, root, chosen, choose }: Props) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(() => collapsedAtFirst(root));
  const rows = useMemo(() => rowsOf(root, collapsed), [root, collapsed]);
  const services = useMemo(() => servicesOf(trace), [trace]);
  const beside = width >= ROOM_FOR_NAMES;
  const names = beside ? Math.round(width * NAMES_SHARE) : 0;
  const room = beside ? { rowHeight: 30, barHeight: 14, barTop: 8 } : { rowHeight: 46, barHeight: 12, barTop: 27 };
  const drawn = useMemo(
    () => (width === 0 ? undefined : waterfall(rows, trace, { width: width - names, ...room })),
    [rows, trace, width, names],
  );
  const fold = (span: string, close: boolean) => setCollapsed((before) => new Set(close ? [...before, span] : [...before].filter((other) => other !== span)));

  return (
    <div>
      <WaterfallLegend services={services} />
      <div ref={frame} className={`hr-chart hr-waterfall ${beside ? '' : 'hr-waterfall-narrow'}`}>
        {drawn !== undefined && (
          <>
            <Bars drawn={drawn} left={names} services={services} chosen={chosen} />
            <Names rows={rows} rowHeight={drawn.rowHeight} top={drawn.top} width={beside ? names : width} chosen={chosen} choose={choose} fold={fold} />
          </>
        )}
      </div>
    </div>
  );
}

interface NamesProps {
  rows: readonly SpanRow[];
  rowHeight: number;
  top: number;
  width: number;
  chosen: string;
  choose: (span: string) => void;
  fold: (span: string, close: boolean) => void;
}

function Names({ rows, rowHeight, top, width, chosen, choose, fold }: NamesProps) {
  const tree = useRef<HTMLDivElement>(null);
  const at = Math.max(0, rows.findIndex(({ node }) => node.span.span === chosen));
  const moved = useRef(false);
  useEffect(() => {
    if (moved.current) {
      moved.current = false;
      tree.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    }
  }, [chosen]);

  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at];
    if (row === undefined) {
      return;
    }
    const target = { ArrowDown: rows[at + 1], ArrowUp: rows[at - 1], Home: rows[0], End: rows.at(-1) }[event.key];
    const { node, collapsed } = row;
    if (target !== undefined) {
      moved.current = true;
      choose(target.node.span.span);
    } else if (event.key === 'ArrowRight' && collapsed) {
      fold(node.span.span, false);
    } else if (event.key === 'ArrowLeft' && node.children.length > 0 && !collapsed) {
      fold(node.span.span, true);
    } else if (event.key === 'ArrowLeft' && node.parent !== undefined) {
      moved.current = true;
      choose(node.parent.span.span);
    } else if (!['ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowLeft'].includes(event.key)) {
      return;
    }
    event.preventDefault();
  };

  return (
    <div ref={tree} role="tree" aria-label="Spans" className="hr-span-names" style={{ paddingTop: top }} onKeyDown={onKeyDown}>
      {rows.map((row, index) => (
        <Name key={row.node.span.span} row={row} height={rowHeight} width={width} isChosen={index === at} choose={choose} fold={fold} />
      ))}
    </div>
  );
}

interface NameProps extends Pick<NamesProps, 'width' | 'choose' | 'fold'> {
  row: SpanRow;
  height: number;
  isChosen: boolean;
}

/** Deeper spans than these stand no further in. */
const INDENTED_MAX = 12;

function Name({ row: { node, collapsed, hidden, hiddenFailed }, height, width, isChosen, choose, fold }: NameProps) {
  const { span, depth, children } = node;
  const hasChildren = children.length > 0;
  return (
    <div
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={isChosen}
      aria-expanded={hasChildren ? !collapsed : undefined}
      tabIndex={isChosen ? 0 : -1}
      className="hr-span-name"
      style={{ height }}
      onClick={() => choose(span.span)}
    >
      <span className="hr-span-text" style={{ width, paddingLeft: Math.min(depth, INDENTED_MAX) * 14 + 4 }}>
        <span
          className="hr-twist"
          aria-hidden="true"
          onClick={(event) => {
            event.stopPropagation();
            if (hasChildren) {
              fold(span.span, !collapsed);
            }
          }}
        >
          {hasChildren ? (collapsed ? '▸' : '▾') : ''}
        </span>
        {failed(span) && (
          <span className="hr-failure" aria-hidden="true">
            ✕
          </span>
        )}
        <span className="hr-span-title">{span.name}</span>
        <span className="hr-quiet hr-span-service">{span.service}</span>
        <span className="pf-v6-screen-reader">, {inWords(node)}</span>
        {hidden > 0 && (
          <span className="hr-quiet" aria-hidden="true">
            +{hidden}
            {hiddenFailed > 0 && <span className="hr-failure"> ✕ {hiddenFailed}</span>}
          </span>
        )}
      </span>
    </div>
  );
}

function inWords(node: SpanNode): string {
  const { span } = node;
  const parts = [
    ...(failed(span) ? [`failed: ${span.failure}`] : []),
    `takes ${millis(span.millis)} from ${millis(span.startMillis)}`,
    span.waitedMillis > 0 ? `waited for ${millis(span.waitedMillis)}` : 'not waited for',
    alongsideWords(node),
    ...(node.children.length > 0 ? [`${count(node.children.length, 'span')} beneath`] : []),
  ];
  return parts.join(', ');
}

interface BarsProps {
  drawn: Waterfall;
  left: number;
  services: readonly string[];
  chosen: string;
}

function Bars({ drawn, left, services, chosen }: BarsProps) {
  const { width, height, top, ticks, bars } = drawn;
  return (
    <svg width={width} height={height} className="hr-bars" style={{ left }} aria-hidden="true">
      <g className="hr-axes">
        {ticks.map(({ millis: at, x }) => (
          <g key={at}>
            <path d={`M${x} ${top - 4}V${height}`} />
            <text x={x} y={12} textAnchor={x < 30 ? 'start' : x > width - 30 ? 'end' : 'middle'}>
              {millis(at)}
            </text>
          </g>
        ))}
      </g>
      {bars.map((bar) => (
        <SpanBar key={bar.row.node.span.span} bar={bar} height={drawn.barHeight} colour={colourOf(services, bar.row.node.span.service)} isChosen={bar.row.node.span.span === chosen} />
      ))}
    </svg>
  );
}

function SpanBar({ bar, height, colour, isChosen }: { bar: Bar; height: number; colour: string; isChosen: boolean }) {
  const { x, y, width, critical, after, row } = bar;
  const { span } = row.node;
  return (
    <g className={`hr-bar ${colour}`}>
      {after !== undefined && <path className="hr-after" d={`M${after.x} ${after.y + height}V${y + height / 2}H${x}`} />}
      <rect className="hr-bar-span" x={x} y={y} width={width} height={height} rx={2} />
      {critical.map((stretch) => (
        <rect key={stretch.x} className="hr-bar-critical" x={stretch.x} y={y} width={stretch.width} height={height} />
      ))}
      {critical.map((stretch) => (
        <path key={stretch.x} className="hr-critical-line" d={`M${stretch.x} ${y + height + 2.5}h${stretch.width}`} />
      ))}
      {isChosen && <rect className="hr-bar-chosen" x={x - 2.5} y={y - 2.5} width={width + 5} height={height + 7} rx={4} />}
      {failed(span) && <path className="hr-bar-failed" d={`M${x + width - 4} ${y - 1}l8 8m0 -8l-8 8`} />}
      <text x={x + width + (failed(span) ? 10 : 7)} y={y + height - 2.5}>
        {millis(span.millis)}
      </text>
    </g>
  );
}
