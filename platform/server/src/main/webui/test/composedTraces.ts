import type { DependencyFigures, SegmentView, ServiceFigures, SpanView, StepView, TimeFigures, TraceSummary, TraceView, Why } from '../src/api/telemetry';
import type { Finding, StepMeasured } from '../src/api/types';
import type { ComposedRun } from './composedRun';

// What the traces of a composed run would say: a profile is read from the database, then its addresses one by one, then two services are asked side
// by side, of which the second fails under load. The database's time grows with the load; with three instances it grows more.

export interface ComposedTraces {
  steps: StepView[];
  traces: Map<number, TraceView[]>;
}

const ADDRESSES = 6;
const SAMPLED_PER_STEP = 120;
const DATABASE = 'postgresql profile';
const PROFILE = 'select id, name, updated from profile where id = ?';
const ADDRESS = 'select street, city from address where profile_id = ? and position = ?';

export function composedTraces(run: ComposedRun): ComposedTraces {
  const measured = run.events.filter((event) => event.kind === 'step');
  return {
    steps: measured.map(stepOf),
    traces: new Map(measured.map((step) => [step.step, tracesOf(step)])),
  };
}

/** The cause that these traces show, as the report has it. */
export function composedFinding({ traces }: ComposedTraces): Finding {
  return {
    kind: 'n-plus-one',
    subject: 'profile-service GET /profiles/{id} postgresql profile address',
    severity: 'high',
    statement: 'GET /profiles/{id} of profile-service asks postgresql profile for an address six times, one after the other: 8.6 of 28 ms.',
    evidence: { 'at 160/s': '6 calls per request, 1.4 ms each', 'at 182/s': '6 calls per request, 3.4 ms each', traces: '6 of 6' },
    suggestion: 'Ask for all addresses of a profile with one query.',
    traces: traces.get(5)!.map(({ trace }) => trace),
  };
}

export const summariesOf = ({ traces }: ComposedTraces): TraceSummary[] => [...traces].flatMap(([step, own]) => own.map((trace) => summaryOf(step, trace)));

function summaryOf(step: number, { trace, request, why, complete, millis, spans }: TraceView): TraceSummary {
  const failed = spans.filter(({ failure }) => failure !== undefined).length;
  const root = spans[0]!.failure;
  return { step, trace, request, why: [why], complete, millis, ...(root ? { failure: root } : {}), spans: spans.length, failedSpans: failed, services: [...new Set(spans.map(({ service }) => service))] };
}

/** How much longer than without load everything takes, and the shared database more so. */
function slowdown({ measured, instances }: StepMeasured) {
  const service = measured.response.mean / 20;
  return { service, database: service * (1 + (instances - 1) * 0.6) };
}

function stepOf(step: StepMeasured): StepView {
  const { service, database } = slowdown(step);
  const instances = Array.from({ length: step.instances }, (_, index) => `profile-${index + 1}`);
  const share = SAMPLED_PER_STEP / instances.length;
  const failing = step.measured.saturation === 'FAIL';
  const dependencies = instances.flatMap((instance): DependencyFigures[] => {
    const row = (kind: 'DATABASE' | 'HTTP', peer: string, operation: string, calls: number, mean: number, waited: number, observed: number, errors = {}) => ({
      service: 'profile-service',
      instance,
      dependency: { kind, peer, operation },
      requests: share,
      callsMedian: calls,
      callsP95: calls,
      callsMax: calls,
      time: time(share * calls, mean),
      errors,
      waitedMillis: waited * share,
      parallelism: kind === 'HTTP' ? 1.6 : 1,
      observed,
    });
    return [
      row('DATABASE', DATABASE, ADDRESS, ADDRESSES, 1.1 * database, 1.1 * ADDRESSES * database, 0),
      row('DATABASE', DATABASE, PROFILE, 1, 1.4 * database, 1.4 * database, 0),
      row('HTTP', 'image:8080', 'GET /images/{id}', 1, 6 * service, 2.5 * service, 1, failing ? { '503': 14 } : {}),
      row('HTTP', 'recommendation:8080', 'GET /recommendations', 1, 4 * service, 0.2, 0),
    ];
  });
  const services = instances.map((instance): ServiceFigures => ({
    service: 'profile-service',
    instance,
    operation: 'GET /profiles/{id}',
    time: time(share, 18 * service),
    errors: failing ? { '500': 5 } : {},
    workedMillis: 4.2 * service * share,
  }));
  const image: ServiceFigures = { service: 'image-service', instance: 'image-1', operation: 'GET /images/{id}', time: time(SAMPLED_PER_STEP, 5 * service), errors: {}, workedMillis: 3.5 * service * SAMPLED_PER_STEP };
  const complete = step.step % 7 === 0 ? SAMPLED_PER_STEP - 1 : SAMPLED_PER_STEP;
  return {
    step: step.step,
    requests: time(SAMPLED_PER_STEP, 10.4 * service + 8 * database),
    dependencies,
    services: [...services, image],
    coverage: { traces: SAMPLED_PER_STEP, complete, duplicates: 0, detached: SAMPLED_PER_STEP - complete, skewed: 0, leftOut: 0, unobserved: ['recommendation:8080'] },
    patterns: [],
  };
}

const time = (count: number, mean: number): TimeFigures => ({ count, mean, p50: mean * 0.9, p95: mean * 1.7, max: mean * 3.1 });

function tracesOf(step: StepMeasured): TraceView[] {
  const { service, database } = slowdown(step);
  const failing = step.measured.saturation === 'FAIL';
  const kept: [Why, number][] = [...(failing ? ([['failed', 1.4], ['failed', 1.2]] as [Why, number][]) : []), ['slowest', 3], ['slowest', 2.8], ['slowest', 2.5], ['random', 1], ['random', 0.9], ['random', 1.1]];
  return kept.map(([why, factor], index) => traceOf(idOf(step.step, index), why, service * factor, database * factor));
}

const idOf = (step: number, index: number) => `48e65d3fbe8ad0${hex(step, 4)}${hex((step * 31 + index + 1) * 0x9e3779b1, 14)}`;

const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0');

/** Spans as they come one after another, and beside one another. */
function traceOf(trace: string, why: Why, service: number, database: number): TraceView {
  const failure = why === 'failed' ? '503' : undefined;
  const spans: SpanView[] = [];
  const criticalPath: SegmentView[] = [];
  const id = () => (spans.length + 0xa1).toString(16).padStart(16, '0');
  const add = (span: Omit<SpanView, 'span' | 'waitedMillis' | 'instance'>): string => {
    const own = { span: id(), instance: span.service === 'profile-service' ? 'profile-1' : 'image-1', waitedMillis: 0, ...span };
    spans.push(own);
    return own.span;
  };
  const wait = (span: string, startMillis: number, millis: number) => {
    criticalPath.push({ span, startMillis, millis });
    spans.find((own) => own.span === span)!.waitedMillis += millis;
  };
  const root = add({ name: 'GET /profiles/{id}', kind: 'server', service: 'profile-service', startMillis: 0, millis: 0, attributes: { 'http.request.method': 'GET', 'http.route': '/profiles/{id}', 'url.path': '/profiles/4711', 'http.response.status_code': failure ? 500 : 200 } });
  let now = 0.8 * service;
  wait(root, 0, now);
  const query = (name: string, statement: string, millis: number) => {
    const call = add({ parent: root, name, kind: 'client', service: 'profile-service', startMillis: now, millis, attributes: { 'db.system.name': 'postgresql', 'db.namespace': 'profile', 'db.query.text': statement } });
    wait(call, now, millis);
    now += millis;
    wait(root, now, 0.15 * service);
    now += 0.15 * service;
  };
  query('SELECT profile', PROFILE, 1.4 * database);
  for (let address = 0; address < ADDRESSES; address++) {
    query('SELECT address', ADDRESS, (1 + 0.05 * address) * database);
  }
  const asked = now;
  add({ parent: root, name: 'GET /recommendations', kind: 'client', service: 'profile-service', startMillis: asked, millis: 4 * service, attributes: { 'http.request.method': 'GET', 'url.full': 'http://recommendation:8080/recommendations', 'server.address': 'recommendation', 'server.port': 8080 } });
  const image = add({ parent: root, name: 'GET /images/{id}', kind: 'client', service: 'profile-service', startMillis: asked + 0.1, millis: 6 * service, ...(failure ? { failure } : {}), attributes: { 'http.request.method': 'GET', 'url.full': 'http://image:8080/images/4711', 'server.address': 'image', 'server.port': 8080 } });
  const served = add({ parent: image, name: 'GET /images/{id}', kind: 'server', service: 'image-service', startMillis: asked + 1.2 * service, millis: 3.5 * service, ...(failure ? { failure } : {}), attributes: { 'http.route': '/images/{id}', 'http.response.status_code': failure ? 503 : 200 } });
  wait(root, asked, 0.1);
  wait(image, asked + 0.1, 1.2 * service - 0.1);
  wait(served, asked + 1.2 * service, 3.5 * service);
  wait(image, asked + 4.7 * service, 0.1 + 1.3 * service);
  now = asked + 0.1 + 6 * service;
  wait(root, now, 0.9 * service);
  const millis = now + 0.9 * service;
  Object.assign(spans[0]!, { millis, ...(failure ? { failure: '500' } : {}) });
  return { trace, request: 'GET /profiles/{id}', why, complete: true, millis, spans, criticalPath };
}
