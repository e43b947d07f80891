// Prints the licences of everything that is installed to run the product, and fails where one would bind those who pass it on.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './stamp.mjs';

/** Licences of packages whose package.json names none, as their own files tell them. */
const TOLD_ELSEWHERE = {
  'combine-errors': 'MIT',
  'seq-queue': 'MIT',
  '@shinyoshiaki/jspack': 'BSD-3-Clause',
};
/** What a package carries under another licence than its own. */
const CARRIES = { 'node-av': 'MIT; its binaries carry FFmpeg under GPL-3.0-or-later' };
/** Whoever passes these on has to pass on the source of what links them. */
const COPYLEFT = /\b(A|L)?GPL\b/;

const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
const rows = Object.entries(packages).flatMap(([place, { license, link, dev, devOptional, optional }]) => {
  if (!place.includes('node_modules/') || link || dev || devOptional) return [];
  const name = place.split('node_modules/').at(-1);
  const told = license ?? TOLD_ELSEWHERE[name] ?? 'UNKNOWN';
  return [{ name, licence: CARRIES[name] ?? told, isOptional: optional === true }];
});

function print(title, chosen) {
  const groups = Map.groupBy(chosen, ({ licence }) => licence);
  console.log(`${title}\n`);
  for (const [licence, group] of [...groups].toSorted(([, one], [, other]) => other.length - one.length)) {
    const names = [...new Set(group.map(({ name }) => name))].toSorted();
    console.log(`${String(names.length).padStart(5)}  ${licence}${names.length > 12 ? '' : `: ${names.join(', ')}`}`);
  }
  console.log('');
}

const required = rows.filter(({ isOptional }) => !isOptional);
print('Needed to run the product', required);
print(
  'Optional: the product runs without them (npm install --omit=optional)',
  rows.filter(({ isOptional }) => isOptional),
);
const binding = required.filter(({ licence }) => COPYLEFT.test(licence) || licence === 'UNKNOWN');
for (const { name, licence } of binding) console.error(`${name}: ${licence}; replace it, or make it optional`);
process.exitCode = binding.length > 0 ? 1 : 0;
