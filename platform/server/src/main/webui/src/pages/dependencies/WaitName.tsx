import type { Dependency } from '../../api/telemetry';

const KINDS: Record<Dependency['kind'], string> = { DATABASE: 'database', HTTP: 'HTTP', RPC: 'RPC', MESSAGING: 'messages', OTHER: 'call' };

interface Named {
  service: string;
  dependency?: Dependency | undefined;
}

/** Who is waited for, what for, and who waits. */
export function WaitName({ of: { service, dependency } }: { of: Named }) {
  if (dependency === undefined) {
    return (
      <>
        <span className="hr-strong">{service}</span>
        <div className="hr-quiet">its own work</div>
      </>
    );
  }
  return (
    <>
      <span className="hr-strong">{dependency.peer === '' ? 'unknown peer' : dependency.peer}</span> <span className="hr-quiet">{KINDS[dependency.kind]}</span>
      <div className="hr-mono hr-operation" title={dependency.operation}>
        {dependency.operation}
      </div>
      <div className="hr-quiet">asked by {service}</div>
    </>
  );
}

/** In one line. */
export function nameOf({ service, dependency }: Named): string {
  return dependency === undefined ? `${service}’s own work` : `${dependency.peer}, ${dependency.operation}`;
}
