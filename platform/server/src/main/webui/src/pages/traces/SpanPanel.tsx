import { Card, CardBody, CardTitle, DescriptionList } from '@patternfly/react-core';
import type { SpanView, TraceView } from '../../api/telemetry';
import { failed } from '../../chart/waterfall';
import { millis, percent } from '../../format';
import { Fact } from '../run/Fact';

/** OpenTelemetry's names for what was asked of a database, the stable one first. */
const STATEMENTS = ['db.query.text', 'db.statement'];

/** What is known of one span. */
export function SpanPanel({ span, trace }: { span: SpanView; trace: TraceView }) {
  const statement = STATEMENTS.map((name) => span.attributes[name]).find((text) => text !== undefined);
  const others = Object.entries(span.attributes)
    .filter(([name]) => !STATEMENTS.includes(name))
    .sort(([a], [b]) => a.localeCompare(b));
  return (
    <section aria-label="Chosen span" className="hr-span-panel">
      <Card>
        <CardTitle component="h2">{span.name}</CardTitle>
        <CardBody>
          <p className="hr-quiet">
            {span.service}
            {span.instance !== '' && ` · ${span.instance}`} · {span.kind}
          </p>
          {failed(span) && <p className="hr-failure">Failed: {span.failure}</p>}
          <DescriptionList isHorizontal isCompact isFluid className="hr-facts">
            <Fact name="Took">
              {millis(span.millis)}, from {millis(span.startMillis)}
            </Fact>
            <Fact name="Waited for">
              {millis(span.waitedMillis)}
              {trace.millis > 0 && <span className="hr-quiet"> ({percent(span.waitedMillis / trace.millis)} of the request)</span>}
            </Fact>
          </DescriptionList>
          {statement !== undefined && (
            <>
              <h3 className="hr-panel-heading">Statement</h3>
              <pre className="hr-statement" tabIndex={0}>
                {text(statement)}
              </pre>
            </>
          )}
          <h3 className="hr-panel-heading">Attributes</h3>
          {others.length === 0 && <p className="hr-quiet">It has no {statement === undefined ? '' : 'other '}attributes.</p>}
          <dl className="hr-attributes">
            {others.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{text(value)}</dd>
              </div>
            ))}
          </dl>
        </CardBody>
      </Card>
    </section>
  );
}

const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
