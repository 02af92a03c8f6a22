import { expect, test } from 'vitest';
import type { SpanView, TraceView } from '../api/telemetry';
import { collapsedAtFirst, ROWS_AT_FIRST, rowsOf, spanTree, waterfall } from './waterfall';

const ROOM = { width: 474, rowHeight: 30, barHeight: 12, barTop: 9 };

function span(id: string, parent: string | null, startMillis: number, millis: number, more: Partial<SpanView> = {}): SpanView {
  return { span: id, parent, name: id, kind: 'client', service: 'shop', instance: 'a', startMillis, millis, waitedMillis: 0, attributes: {}, ...more };
}

function trace(...spans: SpanView[]): TraceView {
  return { trace: 't', request: 'GET /', why: 'slowest', complete: true, millis: spans[0]!.millis, spans, criticalPath: [] };
}

/** Root for 100 ms; a and b side by side, then c, then d within c. */
const shop = trace(span('root', null, 0, 100), span('a', 'root', 10, 30), span('b', 'root', 20, 10), span('c', 'root', 50, 40), span('d', 'c', 60, 20, { failure: '500' }));

const names = (given: TraceView, collapsed: string[] = []) => rowsOf(spanTree(given), new Set(collapsed)).map(({ node }) => `${'.'.repeat(node.depth)}${node.span.span}`);

test('rows are the tree from above, children by their starts', () => {
  expect(names(shop)).toEqual(['root', '.a', '.b', '.c', '..d']);
});

test('a collapsed span hides what is beneath it, and says how much of it failed', () => {
  const rows = rowsOf(spanTree(shop), new Set(['c', 'a']));
  expect(rows.map(({ node, collapsed, hidden, hiddenFailed }) => [node.span.span, collapsed, hidden, hiddenFailed])).toEqual([
    ['root', false, 0, 0],
    ['a', false, 0, 0],
    ['b', false, 0, 0],
    ['c', true, 1, 1],
  ]);
});

test('spans whose parents are missing or go round in a circle stand beneath the root, each once', () => {
  const broken = trace(span('root', null, 0, 100), span('lost', 'nowhere', 5, 5), span('x', 'y', 10, 5), span('y', 'x', 12, 5), span('self', 'self', 20, 5));
  expect(names(broken)).toEqual(['root', '.lost', '.x', '..y', '.self']);
  expect(spanTree(broken).children.map(({ detached }) => detached)).toEqual([true, true, true]);
});

test('a trace deeper than any stack is laid out', () => {
  const deep = trace(...Array.from({ length: 20_000 }, (_, depth) => span(`${depth}`, depth === 0 ? null : `${depth - 1}`, 0, 1)));
  expect(rowsOf(spanTree(deep), new Set())).toHaveLength(20_000);
});

test.each([
  ['one after the other', [[0, 10], [10, 10], [25, 5]], [0, 0, 0]],
  ['side by side', [[0, 10], [0, 10], [9, 5]], [2, 2, 2]],
  ['partly', [[0, 10], [5, 10], [20, 5]], [1, 1, 0]],
  ['one over all others', [[0, 30], [5, 5], [10, 5], [20, 5]], [3, 1, 1, 1]],
])('how many ran alongside: %s', (_, times, expected) => {
  const calls = times.map(([start, millis], index) => span(`${index}`, 'root', start!, millis!));
  expect(spanTree(trace(span('root', null, 0, 100), ...calls)).children.map(({ alongside }) => alongside)).toEqual(expected);
});

test('only what comes after its sibling is joined to it', () => {
  const bars = waterfall(rowsOf(spanTree(shop), new Set()), shop, ROOM).bars;
  const joinedTo = bars.map(({ row, after }) => [row.node.span.span, after?.x]);
  // 474 wide without 6 on the left and 68 on the right: 4 pixels a millisecond; b ended at 30 ms
  expect(joinedTo).toEqual([
    ['root', undefined],
    ['a', undefined],
    ['b', undefined],
    ['c', 6 + 4 * 30],
    ['d', undefined],
  ]);
});

test('bars stand within the picture at any width, whatever their times', () => {
  const odd = trace(span('root', null, 0, 100), span('late', 'root', 90, 60), span('early', 'root', -5, 10), span('none', 'root', 100, 0));
  for (const width of [160, 400, 1_600]) {
    const drawn = waterfall(rowsOf(spanTree(odd), new Set()), odd, { ...ROOM, width });
    for (const bar of drawn.bars) {
      expect(bar.x).toBeGreaterThanOrEqual(0);
      expect(bar.x + bar.width).toBeLessThanOrEqual(width);
      expect(bar.width).toBeGreaterThan(0);
      expect(bar.y + drawn.barHeight).toBeLessThanOrEqual(drawn.height);
    }
  }
});

test('the critical path stands on the spans that were waited for; on a collapsed one, what is beneath is its', () => {
  const path = { ...shop, criticalPath: [{ span: 'c', startMillis: 50, millis: 10 }, { span: 'd', startMillis: 60, millis: 20 }, { span: 'c', startMillis: 80, millis: 10 }] };
  const criticalOf = (collapsed: string[]) =>
    new Map(waterfall(rowsOf(spanTree(path), new Set(collapsed)), path, ROOM).bars.map(({ row, critical }) => [row.node.span.span, critical.map(({ x, width }) => [x, width])]));
  expect(criticalOf([]).get('c')).toEqual([[206, 40], [326, 40]]);
  expect(criticalOf([]).get('d')).toEqual([[246, 80]]);
  expect(criticalOf(['c']).get('c')).toEqual([[206, 160]]);
  expect(criticalOf([]).get('root')).toEqual([]);
});

test('of a huge trace the deeper spans begin collapsed', () => {
  const wide = trace(
    span('root', null, 0, 100),
    ...Array.from({ length: 20 }, (_, call) => span(`c${call}`, 'root', call, 1)),
    ...Array.from({ length: 20 * 15 }, (_, query) => span(`q${query}`, `c${query % 20}`, 0, 1)),
  );
  const root = spanTree(wide);
  expect(rowsOf(root, collapsedAtFirst(root))).toHaveLength(21);
  expect(collapsedAtFirst(spanTree(shop))).toEqual(new Set());
  expect(ROWS_AT_FIRST).toBeGreaterThan(21);
});
