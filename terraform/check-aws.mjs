#!/usr/bin/env node
// Checks terraform/aws against the provider's schema without the provider: every resource and data source, its arguments and blocks, what it
// requires, and every attribute of one that is referred to. The schema comes from the typings of npm's @cdktf/provider-aws, which are
// generated from it; each field's documentation link says its name in Terraform.
//
//   node terraform/check-aws.mjs [--typings DIR]     DIR: an unpacked @cdktf/provider-aws; otherwise it is fetched by npm into a temporary folder
//
// What it cannot see: values, and the inside of a WAF rule's statement, which the typings leave open because it nests in itself.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = '@cdktf/provider-aws@21.22.1'; // typings of provider 6.25.0
const META = new Set(['count', 'for_each', 'depends_on', 'lifecycle', 'provider', 'provisioner', 'connection']);
const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'aws');

// ---------------------------------------------------------------------------------------------------------------- configuration

/** Splits HCL into words, strings and signs; comments and white space are left out, templates stay in their string. */
function tokens(text) {
  const found = [];
  let at = 0;
  const string = () => {
    const from = at++;
    for (let depth = 0; at < text.length; at++) {
      if (text[at] === '\\') at++;
      else if (text.startsWith('${', at) || text.startsWith('%{', at)) depth++, at++;
      else if (depth > 0 && text[at] === '"') string(), at--;
      else if (depth > 0 && text[at] === '{') depth++;
      else if (depth > 0 && text[at] === '}') depth--;
      else if (depth === 0 && text[at] === '"') break;
    }
    at++;
    return text.slice(from, at);
  };
  while (at < text.length) {
    const rest = text.slice(at);
    const space = /^(?:[ \t\r]+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)/.exec(rest);
    const heredoc = /^<<-?(\w+)\n[\s\S]*?\n\s*\1(?=\n)/.exec(rest);
    const word = /^[A-Za-z_][\w-]*/.exec(rest);
    if (space) at += space[0].length;
    else if (heredoc) found.push({ kind: 'string', text: heredoc[0] }), (at += heredoc[0].length);
    else if (text[at] === '"') found.push({ kind: 'string', text: string() });
    else if (word) found.push({ kind: 'word', text: word[0] }), (at += word[0].length);
    else found.push({ kind: text[at] === '\n' ? 'line' : 'sign', text: text[at++] });
  }
  return found;
}

/** The blocks and arguments of a body, up to its closing brace. */
function body(input) {
  const parsed = { arguments: new Set(), blocks: [] };
  while (input.length > 0 && input[0].text !== '}') {
    const name = input.shift();
    if (name.kind === 'line') continue;
    if (name.kind !== 'word') throw new Error(`a name is expected where '${name.text}' stands`);
    if (input[0].text === '=') {
      input.shift();
      parsed.arguments.add(name.text);
      skipExpression(input);
    } else {
      const labels = [];
      while (input[0].text !== '{') labels.push(input.shift().text.replaceAll('"', ''));
      input.shift();
      parsed.blocks.push({ type: name.text, labels, body: body(input) });
    }
  }
  input.shift();
  return parsed;
}

function skipExpression(input) {
  for (let depth = 0; input.length > 0; ) {
    if (depth === 0 && (input[0].kind === 'line' || input[0].text === '}')) return;
    const { kind, text } = input.shift();
    if (kind === 'sign' && '([{'.includes(text)) depth++;
    if (kind === 'sign' && ')]}'.includes(text)) depth--;
  }
}

// ----------------------------------------------------------------------------------------------------------------------- schema

const snake = (name) => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2').toLowerCase();

/** Interfaces of a typings file: field in Terraform's words → { required, type }. Getters of the resource's class are what can be referred to. */
function schemaOf(file) {
  const text = readFileSync(file, 'utf8');
  const interfaces = new Map();
  for (const [, name, inside] of text.matchAll(/export interface (\w+)[^{]*\{([\s\S]*?)\n\}/g)) {
    const fields = new Map();
    for (const [, documentation, field, optional, type] of inside.matchAll(/\/\*\*([\s\S]*?)\*\/\s*readonly (\w+)(\??): ?([^;{]*)/g)) {
      const named = /(?:resources|data-sources)\/\w+#(\w+) /.exec(documentation);
      fields.set(named ? named[1] : snake(field), { required: optional === '', type: type.trim() });
    }
    interfaces.set(name, fields);
  }
  const config = [...interfaces.keys()].find((name) => name.endsWith('Config') && text.includes(`interface ${name} extends cdktf.TerraformMetaArguments`));
  const readable = new Set([...text.matchAll(/^\s+get (\w+)\(\)/gm)].map(([, name]) => snake(name)));
  return { interfaces, config, readable };
}

const schemas = new Map();

function schema(typings, kind, type) {
  const folder = (kind === 'data' ? 'data-aws-' : '') + type.replace(/^aws_/, '').replaceAll('_', '-');
  const file = join(typings, 'lib', folder, 'index.d.ts');
  if (!existsSync(file)) return undefined;
  if (!schemas.has(file)) schemas.set(file, schemaOf(file));
  return schemas.get(file);
}

// ----------------------------------------------------------------------------------------------------------------------- checks

const problems = [];
let checked = 0;

function checkBody(where, found, { interfaces }, name) {
  const fields = interfaces.get(name);
  if (!fields) return; // a type that the typings leave open
  const given = new Set([...found.arguments, ...found.blocks.map((block) => (block.type === 'dynamic' ? block.labels[0] : block.type))]);
  for (const argument of given) {
    if (META.has(argument)) continue;
    checked++;
    if (!fields.has(argument)) problems.push(`${where} has '${argument}', which the provider does not know; it knows ${[...fields.keys()].join(', ')}`);
  }
  for (const [field, { required }] of fields) {
    if (required && !given.has(field)) problems.push(`${where} lacks '${field}', which the provider requires`);
  }
  for (const block of found.blocks) {
    const dynamic = block.type === 'dynamic';
    const field = fields.get(dynamic ? block.labels[0] : block.type);
    const inner = dynamic ? block.body.blocks.find((one) => one.type === 'content')?.body : block.body;
    if (field && inner) checkBody(`${where}.${dynamic ? block.labels[0] : block.type}`, inner, { interfaces }, field.type.replace(/\[\]| \|.*/g, ''));
  }
}

function checkReferences(file, text, declared, typings) {
  for (const [, data, type, name, attribute] of text.matchAll(/(?<![\w."])(data\.)?(aws_\w+)\.(\w+)(?:\[[^\]]*\])?(?:\.(\w+))?/g)) {
    const address = `${data ?? ''}${type}.${name}`;
    if (!declared.has(address)) problems.push(`${file} refers to ${address}, which nothing declares`);
    const readable = schema(typings, data ? 'data' : 'resource', type)?.readable;
    checked++;
    if (attribute && readable && !readable.has(attribute)) problems.push(`${file} refers to ${address}.${attribute}, which the provider does not know`);
  }
}

function withoutComments(text) {
  return text.replace(/^\s*#.*$/gm, '');
}

function main(typings) {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.tf'));
  const declared = new Set();
  for (const file of files) {
    const parsed = body([...tokens(readFileSync(join(FOLDER, file), 'utf8')), { kind: 'sign', text: '}' }]);
    for (const { type: kind, labels, body: found } of parsed.blocks.filter((block) => ['resource', 'data'].includes(block.type))) {
      const [type, name] = labels;
      const address = `${kind === 'data' ? 'data.' : ''}${type}.${name}`;
      declared.add(address);
      const known = schema(typings, kind, type);
      if (known) checkBody(address, found, known, known.config);
      else problems.push(`${file} has ${address}, and the provider has no such ${kind === 'data' ? 'data source' : 'resource'}`);
    }
  }
  for (const file of files) checkReferences(file, withoutComments(readFileSync(join(FOLDER, file), 'utf8')), declared, typings);
  problems.forEach((problem) => console.error(problem));
  console.log(`${PACKAGE}: ${declared.size} resources and data sources, ${checked} names checked, ${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

function fetched() {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-aws-typings-'));
  try {
    const archive = execFileSync('npm', ['pack', '--silent', PACKAGE], { cwd: folder, encoding: 'utf8' }).trim().split('\n').at(-1);
    execFileSync('tar', ['xzf', archive], { cwd: folder });
    main(join(folder, 'package'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const option = process.argv.indexOf('--typings');
if (option > 0) main(process.argv[option + 1]);
else fetched();
