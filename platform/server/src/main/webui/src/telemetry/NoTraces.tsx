import { ClipboardCopy, EmptyState, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core';
import RouteIcon from '@patternfly/react-icons/dist/esm/icons/route-icon';
import { useIntake, usePlatform } from '../api/queries';
import { count } from '../format';
import { type Silence, silenceOf } from './coverage';

/** Why a run has no traces, as far as one can tell, and what to do. */
export function NoTraces({ over }: { over: boolean }) {
  const { data: intake } = useIntake(true);
  const { data: platform } = usePlatform();
  const silence = intake === undefined ? 'nothing-came' : silenceOf(intake);
  const spans = intake?.received['SPANS_ACCEPTED'] ?? 0;
  return (
    <EmptyState titleText={over ? 'No trace of this run came' : 'No trace of this run has come yet'} headingLevel="h2" icon={RouteIcon} className="hr-empty">
      <EmptyStateBody>
        <Reason silence={silence} spans={spans} over={over} />
      </EmptyStateBody>
      <EmptyStateFooter>
        <p>How the service’s OpenTelemetry agent, SDK or collector learns where to send them:</p>
        <div className="hr-settings">
          <ClipboardCopy isReadOnly hoverTip="Copy" clickTip="Copied" textAriaLabel="Environment of the service" copyAriaLabel="Copy the settings">
            {`OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf OTEL_EXPORTER_OTLP_ENDPOINT=${platform?.url || location.origin}`}
          </ClipboardCopy>
        </div>
      </EmptyStateFooter>
    </EmptyState>
  );
}

function Reason({ silence, spans, over }: { silence: Silence; spans: number; over: boolean }) {
  switch (silence) {
    case 'nothing-came':
      return (
        <>
          The environment sends no traces: not one span has reached this platform since it started. Without them nobody can see which dependency a request
          waits for. {!over && 'A trace shows here some ten seconds after its request.'}
        </>
      );
    case 'of-no-run':
      return (
        <>
          {count(spans, 'span')} reached this platform, but of requests that no run had sent. If they should be this run’s, the service begins traces of its
          own: let it go on with the <code>traceparent</code> header that comes with each request.
        </>
      );
    case 'none-of-this-run':
      return (
        <>
          {count(spans, 'span')} reached this platform, all of other runs. This run’s environment sends none, or sends them elsewhere.
        </>
      );
  }
}
