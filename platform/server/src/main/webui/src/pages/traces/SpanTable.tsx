import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { alongsideWords, failed, rowsOf, type SpanNode } from '../../chart/waterfall';
import { figure } from '../../format';

const COLUMNS = ['Span', 'Service', 'Kind', 'Starts, ms', 'Takes, ms', 'Waited for, ms', 'Beside its siblings'];
const NONE: ReadonlySet<string> = new Set();

/** Every span of a trace, from the root down. */
export function SpanTable({ root }: { root: SpanNode }) {
  return (
    <div className="hr-scroll" tabIndex={0} role="region" aria-label="Spans">
      <Table aria-label="Spans" variant="compact" gridBreakPoint="">
        <Thead>
          <Tr>
            {COLUMNS.map((column) => (
              <Th key={column} modifier="nowrap">
                {column}
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {rowsOf(root, NONE).map(({ node }) => (
            <SpanRow key={node.span.span} node={node} />
          ))}
        </Tbody>
      </Table>
    </div>
  );
}

function SpanRow({ node }: { node: SpanNode }) {
  const { span, depth } = node;
  return (
    <Tr>
      <Td modifier="nowrap">
        <span style={{ paddingLeft: `${Math.min(depth, 20) * 0.75}rem` }}>
          {span.name} {failed(span) && <span className="hr-failure">failed: {span.failure}</span>}
        </span>
      </Td>
      <Td modifier="nowrap">{span.service}</Td>
      <Td>{span.kind}</Td>
      <Td className="hr-figure">{figure(span.startMillis)}</Td>
      <Td className="hr-figure">{figure(span.millis)}</Td>
      <Td className="hr-figure">{figure(span.waitedMillis)}</Td>
      <Td modifier="nowrap">{alongsideWords(node)}</Td>
    </Tr>
  );
}
