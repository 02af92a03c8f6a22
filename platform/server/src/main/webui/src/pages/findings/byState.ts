import type { FindingState, KnownFinding } from '../../api/findings';

const STATES: readonly FindingState[] = ['open', 'acknowledged', 'accepted', 'fixed'];
const SEVERITIES: readonly string[] = ['high', 'medium', 'low'];

/** What wants a decision first; within a state the severest first, then those seen last. States without findings are left out. */
export function byState(findings: readonly KnownFinding[]): { state: FindingState; findings: KnownFinding[] }[] {
  return STATES.map((state) => ({ state, findings: findings.filter((finding) => finding.state === state).sort(bySeverity) })).filter(({ findings: own }) => own.length > 0);
}

function bySeverity(a: KnownFinding, b: KnownFinding): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.lastSeen.localeCompare(a.lastSeen);
}
