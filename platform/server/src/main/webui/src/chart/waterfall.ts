import type { SegmentView, SpanView, TraceView } from '../api/telemetry';
import { linear } from './scale';

/** A span with what it called, earliest first. */
export interface SpanNode {
  span: SpanView;
  depth: number;
  parent?: SpanNode | undefined;
  /** The sibling that began before it. */
  before?: SpanNode | undefined;
  children: SpanNode[];
  /** How many of its siblings were under way at some moment of it. 0: one after the other. */
  alongside: number;
  /** Whether the span that it names as its parent is missing. It then stands beneath the root. */
  detached: boolean;
}

/** The root with everything beneath it. Every span of the trace stands in it once, even if parents are missing or go round in a circle. */
export function spanTree({ spans }: TraceView): SpanNode {
  const known = new Set(spans.map(({ span }) => span));
  const rootSpan = spans.find(({ parent }) => parent === null || parent === undefined) ?? spans[0];
  if (rootSpan === undefined) {
    throw new Error('a trace without spans');
  }
  const callees = new Map<string, SpanView[]>();
  const orphans: SpanView[] = [];
  for (const span of spans) {
    if (span !== rootSpan) {
      const { parent } = span;
      const found = parent !== null && parent !== undefined && known.has(parent);
      (found ? listIn(callees, parent) : orphans).push(span);
    }
  }
  const placed = new Set<string>([rootSpan.span]);
  const root: SpanNode = { span: rootSpan, depth: 0, children: [], alongside: 0, detached: false };
  grow(root, callees, placed);
  // Detached ones first; then one of each circle that is left, which brings the rest of it.
  for (const span of [...orphans, ...spans]) {
    if (!placed.has(span.span)) {
      placed.add(span.span);
      const node: SpanNode = { span, depth: 1, parent: root, children: [], alongside: 0, detached: true };
      root.children.push(node);
      grow(node, callees, placed);
    }
  }
  inOrder(root.children);
  return root;
}

function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

/** Without recursion: traces may be deeper than the stack. */
function grow(root: SpanNode, callees: Map<string, SpanView[]>, placed: Set<string>): void {
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const span of callees.get(node.span.span) ?? []) {
      if (!placed.has(span.span)) {
        placed.add(span.span);
        node.children.push({ span, depth: node.depth + 1, parent: node, children: [], alongside: 0, detached: false });
      }
    }
    inOrder(node.children);
    pending.push(...node.children);
  }
}

/** Puts siblings in order. Alongside of each: those that began before its end, without those that had ended by its start, and without itself. */
function inOrder(siblings: SpanNode[]): void {
  siblings.sort((a, b) => a.span.startMillis - b.span.startMillis);
  const starts = siblings.map(({ span }) => span.startMillis);
  const ends = siblings.map(({ span }) => end(span)).sort((a, b) => a - b);
  for (const [index, sibling] of siblings.entries()) {
    const { span } = sibling;
    sibling.before = siblings[index - 1];
    const others = countBelow(starts, end(span)) - countBelow(ends, span.startMillis + TOUCHING_MILLIS) - 1;
    sibling.alongside = Math.max(0, others);
  }
}

/** Of rounding: the next one may begin where the last ended. */
const TOUCHING_MILLIS = 1e-6;

function countBelow(sorted: readonly number[], limit: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle]! < limit) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}

const end = ({ startMillis, millis }: SpanView) => startMillis + millis;

/** A line of the waterfall. */
export interface SpanRow {
  node: SpanNode;
  collapsed: boolean;
  /** Spans hidden beneath it. */
  hidden: number;
  /** Of those, failed ones. */
  hiddenFailed: number;
}

/** The tree from above, without what is beneath collapsed spans. */
export function rowsOf(root: SpanNode, collapsed: ReadonlySet<string>): SpanRow[] {
  const rows: SpanRow[] = [];
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const isCollapsed = node.children.length > 0 && collapsed.has(node.span.span);
    const hidden = isCollapsed ? beneath(node) : [];
    rows.push({ node, collapsed: isCollapsed, hidden: hidden.length, hiddenFailed: hidden.filter(({ span }) => failed(span)).length });
    if (!isCollapsed) {
      pending.push(...node.children.toReversed());
    }
  }
  return rows;
}

export const failed = ({ failure }: SpanView) => failure !== null && failure !== undefined;

function beneath(node: SpanNode): SpanNode[] {
  const all = [...node.children];
  for (let next = 0; next < all.length; next++) {
    all.push(...all[next]!.children);
  }
  return all;
}

/** More rows than these nobody reads at once: deeper spans begin collapsed. */
export const ROWS_AT_FIRST = 200;

/** What is collapsed at first: nothing, or all spans of the level from which on there would be too many. */
export function collapsedAtFirst(root: SpanNode): Set<string> {
  let level = [root];
  let shown = 1;
  while (level.length > 0) {
    const next = level.flatMap(({ children }) => children);
    if (shown + next.length > ROWS_AT_FIRST && level[0] !== root) {
      return new Set(level.filter(({ children }) => children.length > 0).map(({ span }) => span.span));
    }
    shown += next.length;
    level = next;
  }
  return new Set();
}

export interface Stretch {
  x: number;
  width: number;
}

export interface Bar extends Stretch {
  row: SpanRow;
  /** Top of the bar. */
  y: number;
  /** Where the request waited for this span, or for what is hidden beneath it. */
  critical: Stretch[];
  /** From the end of the sibling that it came after, if they stand one after the other. */
  after?: { x: number; y: number } | undefined;
}

export interface Waterfall {
  width: number;
  height: number;
  rowHeight: number;
  barHeight: number;
  top: number;
  bars: Bar[];
  ticks: { millis: number; x: number }[];
}

export interface Room {
  width: number;
  rowHeight: number;
  barHeight: number;
  /** Of a bar's top from its row's. */
  barTop: number;
}

const AXIS = 24;
const LEFT = 6;
/** For the time of a bar that ends last, which is written after it. */
const RIGHT = 68;
/** A span of no length can still be seen. */
const BAR_MIN = 2;

/**
 * Where the bars stand: a row per span, time from left to right.
 *
 *     0          100 ms       200 ms
 *     ██▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒██       GET /orders      █ waited for: the critical path
 *       ▒▒▒▒▒▒▒                        GET /stock      ▒ under way, but waited for something else
 *       ██████████┐                    SELECT
 *                 └███████████         SELECT          came after the one above
 */
export function waterfall(rows: readonly SpanRow[], trace: TraceView, { width, rowHeight, barHeight, barTop }: Room): Waterfall {
  const from = Math.min(0, ...trace.spans.map(({ startMillis }) => startMillis));
  const to = Math.max(trace.millis, ...trace.spans.map(end), from + 1e-3);
  const left = LEFT;
  const right = Math.max(left + 1, width - RIGHT);
  const x = (millis: number) => left + ((right - left) * (millis - from)) / (to - from);
  const stretch = (start: number, millis: number): Stretch => {
    const at = Math.min(x(start), right - BAR_MIN);
    return { x: at, width: Math.max(BAR_MIN, Math.min(right, x(start + millis)) - at) };
  };
  const waits = waitsBySpan(trace.criticalPath);
  const tops = new Map(rows.map(({ node }, index) => [node, AXIS + index * rowHeight + barTop]));
  const bars = rows.map((row): Bar => {
    const { node, collapsed } = row;
    const { span } = node;
    const bar = stretch(span.startMillis, span.millis);
    const waited = (collapsed ? [node, ...beneath(node)] : [node]).flatMap((one) => waits.get(one.span.span) ?? []);
    return {
      ...bar,
      row,
      y: tops.get(node)!,
      critical: joined(waited).map(({ startMillis, millis }) => stretch(startMillis, millis)),
      after: afterOf(node, tops, x),
    };
  });
  const ticks = linear(to - Math.max(0, from), 0, 1, width < 420 ? 3 : 5).ticks.filter((millis) => millis <= to).map((millis) => ({ millis, x: x(millis) }));
  return { width, height: AXIS + rows.length * rowHeight, rowHeight, barHeight, top: AXIS, bars, ticks };
}

function waitsBySpan(criticalPath: readonly SegmentView[]): Map<string, SegmentView[]> {
  const waits = new Map<string, SegmentView[]>();
  for (const segment of criticalPath) {
    listIn(waits, segment.span).push(segment);
  }
  return waits;
}

/** Stretches that touch are one. */
function joined(segments: readonly SegmentView[]): SegmentView[] {
  const sorted = segments.toSorted((a, b) => a.startMillis - b.startMillis);
  const result: SegmentView[] = [];
  for (const segment of sorted) {
    const last = result.at(-1);
    if (last !== undefined && segment.startMillis <= last.startMillis + last.millis + TOUCHING_MILLIS) {
      result[result.length - 1] = { ...last, millis: Math.max(last.millis, segment.startMillis + segment.millis - last.startMillis) };
    } else {
      result.push(segment);
    }
  }
  return result;
}

function afterOf({ span, before }: SpanNode, tops: ReadonlyMap<SpanNode, number>, x: (millis: number) => number): Bar['after'] {
  if (before === undefined || end(before.span) > span.startMillis + TOUCHING_MILLIS) {
    return undefined;
  }
  const y = tops.get(before);
  return y === undefined ? undefined : { x: x(end(before.span)), y };
}

/** A span and its siblings in words. */
export function alongsideWords({ alongside, parent }: SpanNode): string {
  if (parent === undefined || parent.children.length < 2) {
    return 'alone';
  }
  return alongside === 0 ? 'one after the other' : `side by side with ${alongside}`;
}

/** Services in the order of their first spans; their place is their colour. */
export const servicesOf = ({ spans }: TraceView): string[] => [...new Set(spans.map(({ service }) => service))];

const SERVICE_COLOURS = 8;

/** The class that gives a service its colour. */
export const colourOf = (services: readonly string[], service: string) => `hr-service-${services.indexOf(service) % SERVICE_COLOURS}`;
