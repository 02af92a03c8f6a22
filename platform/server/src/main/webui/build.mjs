// What Maven runs: `node build.mjs build | test | browser`; TracedPagesTest runs `platform`. Does only what is needed: packages are installed when the lockfile differs from
// the installed one, pages are built when a source differs from what the last build saw, so an unchanged tree costs a few milliseconds.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '../../../target');
const installed = join(here, 'node_modules/.headroom-lock');
const built = join(target, 'webui-built');
const page = join(target, 'classes/META-INF/resources/index.html');
const OLDEST_NODE = [20, 19];

function fail(sentence) {
  console.error(`webui: ${sentence}`);
  process.exit(1);
}

function run(command, args) {
  const finished = spawnSync(command, args, { cwd: here, stdio: 'inherit' });
  if (finished.error) {
    fail(`${command} could not be started (${finished.error.message}); install Node.js ${OLDEST_NODE.join('.')} or newer with npm, or leave the pages out with -Dwebui.skip`);
  }
  if (finished.status !== 0) {
    fail(`${command} ${args.join(' ')} failed (exit ${finished.status ?? finished.signal}); its output above says why`);
  }
}

/** A program that an installed package brings. */
function tool(script, ...args) {
  run(process.execPath, [join(here, 'node_modules', script), ...args]);
}

function hash(...files) {
  const sum = createHash('sha256').update(process.version);
  for (const file of files) {
    sum.update(relative(here, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return sum.digest('hex');
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function holds(stamp, value) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === value;
}

function install() {
  const wanted = hash(join(here, 'package.json'), join(here, 'package-lock.json'), join(here, '.npmrc'));
  if (holds(installed, wanted)) {
    return;
  }
  console.log('webui: installing packages');
  run('npm', ['ci', '--no-progress', '--loglevel=error']);
  writeFileSync(installed, wanted);
}

function build() {
  const settings = ['package-lock.json', 'tsconfig.json', 'vite.config.ts', 'index.html', 'build.mjs'].map((name) => join(here, name));
  const seen = hash(...settings, ...filesUnder(join(here, 'src')), ...filesUnder(join(here, 'public')));
  if (holds(built, seen) && existsSync(page)) {
    return;
  }
  install();
  console.log('webui: building the pages');
  tool('typescript/bin/tsc', '--noEmit');
  tool('vite/bin/vite.js', 'build', '--logLevel', 'warn');
  mkdirSync(target, { recursive: true });
  writeFileSync(built, seen);
}

function test(project) {
  install();
  // Beside Surefire's, so that whoever sums up the tests of all modules finds these.
  const report = join(target, 'surefire-reports', `TEST-webui-${project}.xml`);
  tool('vitest/vitest.mjs', 'run', '--project', project, '--reporter=default', '--reporter=junit', `--outputFile.junit=${report}`);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  fail(`Node.js ${process.versions.node} is too old; install ${OLDEST_NODE.join('.')} or newer, or leave the pages out with -Dwebui.skip`);
}
if (process.env.WEBUI_SKIP === 'true') {
  process.exit(0);
}
const work = { build, test: () => test('unit'), browser: () => test('browser'), platform: () => test('platform') }[process.argv[2]];
if (work === undefined) {
  fail(`"${process.argv[2] ?? ''}" is unknown; use build, test, browser or platform`);
}
work();
