// What is known of findings from run to run, field for field platform/server's FindingResource.View, which says what they mean.
import type { Instant } from './types';

export type FindingState = 'open' | 'acknowledged' | 'accepted' | 'fixed';

export interface KnownFinding {
  id: string;
  service: string;
  kind: string;
  subject: string;
  severity: string;
  statement: string;
  evidence: Record<string, string>;
  suggestion: string;
  state: FindingState;
  firstRun: string;
  lastRun: string;
  lastSeen: Instant;
  who?: string | null;
  why?: string | null;
  acceptedUntil?: Instant | null;
  fixedBy?: string | null;
}
