import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ComposedRun } from './composedRun';

/**
 * What a platform told of a real run of the sample on a machine that was busy with builds: load steps that are invalid or undecided, stages that
 * report what they do, a prediction that is rejected.
 */
export const recordedRun = JSON.parse(readFileSync(join(import.meta.dirname, 'recordedRun.json'), 'utf8')) as ComposedRun;
