import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const ROOT = path.join(import.meta.dirname, '../../../..');

interface Entry {
  readonly id: string;
  readonly recommendedUse: string;
  readonly provenance: string;
  readonly warnings: readonly string[];
}

type Texts = Readonly<Record<string, Readonly<Record<'recommendedUse' | 'provenance' | 'warnings', string>>>>;

const read = (file: string) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as unknown;
const textsOf = (locale: string) =>
  (read(`apps/admin/messages/${locale}/encoders.json`) as { readonly catalogue: Texts }).catalogue;
const catalogue = read('inference/src/models/catalogue.json') as readonly Entry[];

test('the messages say of each encoder what the catalogue says', () => {
  const said = catalogue.map(({ id, recommendedUse, provenance, warnings }) => [
    id,
    { recommendedUse, provenance, warnings: warnings.join('\n') },
  ]);
  expect(textsOf('en')).toEqual(Object.fromEntries(said));
});

test('they have as many warnings in Japanese', () => {
  const counts = Object.values(textsOf('ja')).map(({ warnings }) => warnings.split('\n').length);
  expect(counts).toEqual(catalogue.map(({ warnings }) => warnings.length));
});
