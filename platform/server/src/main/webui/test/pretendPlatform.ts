import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { RunEvent, RunResult, RunView } from '../src/api/types';
import type { KnownFinding } from '../src/api/findings';
import type { IntakeView } from '../src/api/telemetry';
import { type ComposedTraces, summariesOf } from './composedTraces';
import { type ComposedRun, REQUEST, STAGES } from './composedRun';

const PAGES = join(import.meta.dirname, '../../../../target/classes/META-INF/resources');
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };

interface Told {
  run: ComposedRun;
  /** How many of its events have happened. */
  events: number;
}

/** The built pages and the platform's API over composed runs, on a port of its own. Time passes when {@link PretendPlatform.tell} says so. */
export class PretendPlatform {
  private readonly told = new Map<string, Told>();
  private readonly traced = new Map<string, ComposedTraces>();
  private readonly readers = new Map<ServerResponse, string>();
  private readonly server = createServer((request, response) => this.answer(request, response));
  readonly findings: KnownFinding[] = [];
  readonly stopped: string[] = [];
  /** `Last-Event-ID` of every reader that came back. */
  readonly resumedAfter: number[] = [];

  async start(): Promise<string> {
    if (!existsSync(join(PAGES, 'index.html'))) {
      throw new Error(`The pages are not built (${PAGES} has no index.html): run node build.mjs build`);
    }
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.dropReaders();
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  /** Lets a run happen up to this many events, all if absent. */
  tell(run: ComposedRun, events = run.events.length): void {
    const before = this.told.get(run.view.id)?.events ?? 0;
    this.told.set(run.view.id, { run, events });
    for (const [reader, id] of this.readers) {
      if (id === run.view.id) {
        run.events.slice(before, events).forEach((event) => send(reader, event));
      }
    }
  }

  /** Lets a run's traces have come. */
  trace(run: string, traces: ComposedTraces): void {
    this.traced.set(run, traces);
  }

  forget(): void {
    this.told.clear();
    this.traced.clear();
    this.findings.length = 0;
  }

  /** As a network that breaks. */
  dropReaders(): void {
    this.readers.forEach((_, reader) => reader.destroy());
    this.readers.clear();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const path = new URL(request.url ?? '/', 'http://pretend').pathname;
    if (path.startsWith('/api/')) {
      this.answerApi(request, response, path);
      return;
    }
    const file = normalize(join(PAGES, path));
    const found = file.startsWith(PAGES) && existsSync(file) && statSync(file).isFile() ? file : join(PAGES, 'index.html');
    response.writeHead(200, { 'Content-Type': TYPES[extname(found)] ?? 'application/octet-stream' });
    createReadStream(found).pipe(response);
  }

  private answerApi(request: IncomingMessage, response: ServerResponse, path: string): void {
    if (path === '/api/platform') {
      json(response, { version: '0.1.0', data: '~/.local/share/headroom', pid: process.pid, url: '', sample: REQUEST });
      return;
    }
    if (path === '/api/alarms') {
      json(response, []);
      return;
    }
    if (path === '/api/runs') {
      json(response, [...this.told.values()].map(viewOf).sort((a, b) => b.created.localeCompare(a.created)));
      return;
    }
    if (path === '/api/telemetry') {
      json(response, { received: {}, unexpectedTraces: 0 } satisfies IntakeView);
      return;
    }
    if (path.startsWith('/api/findings')) {
      this.answerFindings(request, response, path.split('/')[3]);
      return;
    }
    const [, , , id = '', part, ...rest] = path.split('/');
    const told = this.told.get(id);
    if (told === undefined) {
      problem(response, 404, 'No such run', `There is no run ${id}; GET /api/runs lists them.`);
    } else if (part === undefined) {
      json(response, viewOf(told));
    } else if (part === 'telemetry') {
      this.answerTelemetry(response, this.traced.get(id), rest);
    } else if (part === 'events') {
      this.stream(request, response, told);
    } else if (part === 'stop' && request.method === 'POST') {
      this.stopped.push(id);
      json(response, viewOf(told), 202);
    } else if (part === 'result' && over(told)) {
      json(response, told.run.result satisfies RunResult);
    } else {
      problem(response, 404, 'No result yet', `Run ${id} is under way; its result exists when it is over.`);
    }
  }

  /** Whoever acknowledges is believed, whatever the name. */
  private answerFindings(request: IncomingMessage, response: ServerResponse, id: string | undefined): void {
    const found = this.findings.find((finding) => finding.id === id);
    if (request.method === 'POST' && found !== undefined) {
      Object.assign(found, { state: 'acknowledged', who: 'Ada' });
    }
    json(response, found ?? this.findings);
  }

  private answerTelemetry(response: ServerResponse, traced: ComposedTraces | undefined, [step, part]: string[]): void {
    const traces = traced?.traces.get(Number(step));
    if (step === undefined) {
      json(response, traced?.steps ?? []);
    } else if (step === 'traces') {
      json(response, traced === undefined ? [] : summariesOf(traced));
    } else if (part === 'traces' && traces !== undefined) {
      json(response, traces);
    } else {
      problem(response, 404, 'Not Found', `no trace of step ${step} came`);
    }
  }

  private stream(request: IncomingMessage, response: ServerResponse, { run, events }: Told): void {
    const last = Number(request.headers['last-event-id'] ?? 0);
    if (last > 0) {
      this.resumedAfter.push(last);
    }
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write('retry: 200\n\n');
    run.events.slice(last, events).forEach((event) => send(response, event));
    this.readers.set(response, run.view.id);
    response.on('close', () => this.readers.delete(response));
  }
}

const over = ({ run, events }: Told) => events >= run.events.length;

function viewOf(told: Told): RunView {
  const { run, events } = told;
  if (over(told)) {
    return run.view;
  }
  const happened = run.events.slice(0, events).filter((event) => event.kind === 'stage');
  const stages = STAGES.map((name): RunView['stages'][number] => {
    const own = happened.filter(({ stage }) => stage === name);
    const ended = own.find(({ state }) => state !== 'RUNNING');
    return { name, state: own.at(-1)?.state ?? 'PENDING', started: own[0]?.at ?? null, finished: ended?.at ?? null, message: null };
  });
  return { ...run.view, state: 'RUNNING', finished: null, verdict: null, reason: null, stages };
}

function send(reader: ServerResponse, event: RunEvent): void {
  reader.write(`id: ${event.sequence}\ndata: ${JSON.stringify(event)}\n\n`);
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

function problem(response: ServerResponse, status: number, title: string, detail: string): void {
  response.writeHead(status, { 'Content-Type': 'application/problem+json' });
  response.end(JSON.stringify({ title, status, detail, code: 'not-found', fault: 'user' }));
}
