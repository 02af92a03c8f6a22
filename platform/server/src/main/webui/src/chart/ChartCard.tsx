import { Card, CardBody, CardHeader, CardTitle, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import { type ReactNode, useState } from 'react';

interface Props {
  title: string;
  /** The chart in a sentence. */
  summary: string;
  chart: ReactNode;
  /** The same figures; drawn when asked for. */
  table: () => ReactNode;
}

/** A chart that can be read as a table as well. */
export function ChartCard({ title, summary, chart, table }: Props) {
  const [asTable, setAsTable] = useState(false);
  const choices = (
    <ToggleGroup isCompact aria-label={`${title}: chart or table`}>
      <ToggleGroupItem text="Chart" isSelected={!asTable} onChange={() => setAsTable(false)} />
      <ToggleGroupItem text="Table" isSelected={asTable} onChange={() => setAsTable(true)} />
    </ToggleGroup>
  );
  return (
    <Card>
      <CardHeader actions={{ actions: choices, hasNoOffset: true }}>
        <CardTitle component="h2">{title}</CardTitle>
      </CardHeader>
      <CardBody>
        <p className="hr-summary">{summary}</p>
        {asTable ? table() : chart}
      </CardBody>
    </Card>
  );
}
