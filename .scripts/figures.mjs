// Prints the sizes of files and functions, casts, comments and the longest of each: what a look round the house starts with.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from '@swc/core';
import { root } from './stamp.mjs';

const FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'MethodProperty',
]);
const NEWLINE = 10;

const tracked = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.mjs', '*.cjs'], { cwd: root, encoding: 'utf8' });
const files = tracked.trim().split('\n').map(measure);

/** Lines, functions and kinds of syntax nodes of a file. */
function measure(file) {
  const source = readFileSync(path.join(root, file), 'utf8');
  // swc counts bytes over all files it has parsed; the semicolon in front says where this one begins.
  const text = `;${source.replace(/^#!/, '//')}`;
  const bytes = Buffer.from(text);
  const tree = parseSync(text, { syntax: 'typescript', tsx: file.endsWith('.tsx'), target: 'es2024' });
  const lineCountOf = ({ start, end }) => {
    const part = bytes.subarray(start - tree.span.start, end - tree.span.start);
    return part.reduce((count, byte) => count + (byte === NEWLINE ? 1 : 0), 1);
  };
  const found = { functions: [], any: 0, casts: 0, nonNull: 0 };
  visit(tree, (node, parent) => {
    const isFunction = FUNCTIONS.has(node.type) || (node.type === 'ClassMethod' && node.function);
    const span = node.span ?? node.function?.span;
    if (isFunction && span) found.functions.push({ file, name: nameOf(node, parent), lineCount: lineCountOf(span) });
    if (node.type === 'TsKeywordType' && node.kind === 'any') found.any++;
    if (node.type === 'TsAsExpression' || node.type === 'TsTypeAssertion') found.casts++;
    if (node.type === 'TsNonNullExpression') found.nonNull++;
  });
  const lines = source.trimEnd().split('\n');
  const isComment = (line) => /^\s*(\/\/|\/\*|\*)/.test(line);
  return { file, lineCount: lines.length, commentCount: lines.filter(isComment).length, ...found };
}

function visit(node, see, parent) {
  if (Array.isArray(node)) for (const child of node) visit(child, see, parent);
  else if (node && typeof node === 'object') {
    if (typeof node.type === 'string') see(node, parent);
    for (const child of Object.values(node)) visit(child, see, typeof node.type === 'string' ? node : parent);
  }
}

function nameOf(node, parent) {
  const holder = node.identifier ?? node.key ?? parent?.id ?? parent?.key ?? parent?.callee;
  return holder?.value ?? holder?.property?.value ?? '(anonymous)';
}

const isTest = ({ file }) => /\.test\.tsx?$|^test\//.test(file);
const quantile = (values, share) => values.toSorted((one, other) => one - other)[Math.ceil(values.length * share) - 1];
const sum = (values) => values.reduce((total, value) => total + value, 0);

function row(title, chosen) {
  const sizes = chosen.map(({ lineCount }) => lineCount);
  const functions = chosen.flatMap((file) => file.functions).map(({ lineCount }) => lineCount);
  const lineCount = sum(sizes);
  return {
    '': title,
    files: sizes.length,
    lines: lineCount,
    'file median / p90 / max': [quantile(sizes, 0.5), quantile(sizes, 0.9), Math.max(...sizes)].join(' / '),
    functions: functions.length,
    'function median / p90 / max': [quantile(functions, 0.5), quantile(functions, 0.9), Math.max(...functions)].join(
      ' / ',
    ),
    any: sum(chosen.map((file) => file.any)),
    casts: sum(chosen.map((file) => file.casts)),
    '!': sum(chosen.map((file) => file.nonNull)),
    'comments %': Math.round((1000 * sum(chosen.map((file) => file.commentCount))) / lineCount) / 10,
  };
}

const product = files.filter((file) => !isTest(file));
const parts = ['inference', 'prisma', 'apps/server', 'apps/admin', '.scripts'];
console.table([
  ...parts.map((part) =>
    row(
      part,
      product.filter(({ file }) => file.startsWith(`${part}/`)),
    ),
  ),
  row('all but tests', product),
  row('tests', files.filter(isTest)),
]);
const longest = (list) => list.toSorted((one, other) => other.lineCount - one.lineCount).slice(0, 15);
console.log('Longest files');
for (const { file, lineCount } of longest(product)) console.log(`${String(lineCount).padStart(6)}  ${file}`);
console.log('Longest functions');
for (const { file, name, lineCount } of longest(product.flatMap((one) => one.functions)))
  console.log(`${String(lineCount).padStart(6)}  ${name}  ${file}`);
