import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** The pages read what the protocol's records write; a field renamed on one side only would be an empty figure, not an error. */
const repository = join(import.meta.dirname, '../../../../../..');
const protocol = join(repository, 'loadgen/protocol/src/main/java/io/headroom/protocol');
const server = join(repository, 'platform/server/src/main/java/io/headroom/platform');
const telemetry = join(repository, 'platform/telemetry/src/main/java/io/headroom/telemetry');

/** What the platform writes of runs, and of the capacity that they found. */
const OF_RUNS = [
  ...readdirSync(join(protocol, 'run'))
    .filter((file) => /^Run\w+\.java$/.test(file))
    .map((file) => join(protocol, 'run', file)),
  join(protocol, 'capacity/Bracket.java'),
  join(protocol, 'capacity/MeasuredCapacity.java'),
  join(protocol, 'capacity/LoadStep.java'),
  join(protocol, 'capacity/StepDependency.java'),
  join(protocol, 'capacity/Generator.java'),
  join(protocol, 'protection/AlarmView.java'),
];

/** What it writes of traces. */
const OF_TRACES = [
  join(server, 'telemetry/StepView.java'),
  join(server, 'telemetry/TraceView.java'),
  join(server, 'telemetry/TraceSummary.java'),
  join(server, 'telemetry/IntakeView.java'),
  join(telemetry, 'figures/TimeFigures.java'),
  join(telemetry, 'figures/DependencyFigures.java'),
  join(telemetry, 'figures/ServiceFigures.java'),
  join(telemetry, 'figures/Coverage.java'),
  join(telemetry, 'pattern/CallPattern.java'),
  join(telemetry, 'trace/Dependency.java'),
];

/** What it writes of findings from run to run. */
const OF_FINDINGS = [join(server, 'finding/FindingResource.java')];

const shapes = (file: string) => join(import.meta.dirname, '../src/api', file);

/** Records that are called otherwise here, by outer class. */
const RENAMED: Record<string, string> = {
  'RunEvent.Note': 'NoteEvent',
  'MeasuredCapacity.MeasuredCapacity': 'Capacity',
  'LoadStep.LoadStep': 'Step',
  'FindingResource.View': 'KnownFinding',
};

interface Field {
  name: string;
  optional: boolean;
}

/** Every record of a Java file with its components. Records have no parentheses in their components but annotations', which it has none of. */
function recordsOf(file: string): Map<string, Field[]> {
  const found = new Map<string, Field[]>();
  const source = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const outer = basename(file, '.java');
  for (const [, name = '', components = ''] of source.matchAll(/record\s+(\w+)\s*\(([^)]*)\)/g)) {
    const withoutGenerics = components.replace(/<[^>]*>/g, '');
    const fields = withoutGenerics.split(',').map((component) => ({
      name: component.trim().split(/\s+/).at(-1) ?? '',
      optional: component.includes('@Nullable'),
    }));
    found.set(RENAMED[`${outer}.${name}`] ?? name, fields);
  }
  return found;
}

/** Every interface of types.ts with its properties, inherited ones included. */
function interfacesOf(file: string): Map<string, Field[]> {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const found = new Map<string, Field[]>();
  for (const statement of source.statements.filter(ts.isInterfaceDeclaration)) {
    const inherited = statement.heritageClauses?.flatMap((clause) => clause.types.map((type) => type.expression.getText(source))) ?? [];
    const own = statement.members.filter(ts.isPropertySignature).map((property) => ({
      name: property.name.getText(source),
      optional: property.questionToken !== undefined,
    }));
    // `kind` is the discriminator that Jackson adds.
    const fields = [...inherited.flatMap((name) => found.get(name) ?? []), ...own.filter(({ name }) => inherited.length === 0 || name !== 'kind')];
    found.set(statement.name.text, fields);
  }
  return found;
}

const byName = (a: Field, b: Field) => a.name.localeCompare(b.name);

test('every record of the protocol has the same fields here, and the same of them may be absent', () => {
  const ours = interfacesOf(shapes('types.ts'));
  const theirs = OF_RUNS.flatMap((file) => [...recordsOf(file)]);
  expect(theirs.length).toBeGreaterThan(18);
  for (const [name, fields] of theirs) {
    expect(ours.get(name)?.toSorted(byName), name).toEqual(fields.toSorted(byName));
  }
});

test.each([
  ['traces', OF_TRACES, 'telemetry.ts', 12],
  ['findings', OF_FINDINGS, 'findings.ts', 1],
])('what the pages read of %s is written, and may be absent where it says so', (_, files, file, atLeast) => {
  const theirs = new Map(files.flatMap((one) => [...recordsOf(one)]));
  const ours = interfacesOf(shapes(file));
  expect(ours.size).toBeGreaterThanOrEqual(atLeast);
  for (const [name, fields] of ours) {
    expect(theirs.get(name), name).toEqual(expect.arrayContaining(fields));
  }
});
