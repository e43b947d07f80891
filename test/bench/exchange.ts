import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startProduct } from '../factories/product.ts';
import type { Product } from '../factories/product.ts';
import { ask } from './ask.ts';
import type { Figure } from './figure.ts';

const CONCEPT_COUNT = 5000;
const IMPORT_TARGET_S = 5;

/** 5,000 concepts in two languages as a file through the API, and out again in every format. */
export async function benchExchange(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'actionary-bench-'));
  await chmod(folder, 0o755);
  const product = startProduct({ ACTIONARY_DATA: path.join(folder, 'data'), ACTIONARY_ROLES: 'server' });
  try {
    await product.works();
    const first = await importFile(product, 'words.csv', Buffer.from(manyWords()));
    const figures = [importFigure('csv', first.seconds)];
    for (const url of first.urls) {
      const format = path.extname(url).slice(1);
      const startedAt = performance.now();
      const bytes = Buffer.from(await (await fetch(product.url() + url)).arrayBuffer());
      figures.push({ name: `export of 5,000 concepts: ${format}`, value: secondsSince(startedAt), unit: 's' });
      figures.push({ name: `size of 5,000 concepts: ${format}`, value: bytes.length / 1024, unit: 'KiB' });
      figures.push(
        importFigure(`${format}, own export`, (await importFile(product, `words.${format}`, bytes)).seconds),
      );
    }
    return figures;
  } finally {
    product.child.kill('SIGINT');
    await product.ended;
    await rm(folder, { recursive: true, force: true });
  }
}

function importFigure(what: string, value: number): Figure {
  return { name: `import of 5,000 concepts: ${what}`, value, unit: 's', target: IMPORT_TARGET_S, isCeiling: true };
}

function manyWords(): string {
  const rows = Array.from({ length: CONCEPT_COUNT }, (_, index) => {
    const parent = index < 100 ? '' : `w${index % 100}`;
    return `w${index},${parent},Element ${index},要素作業${index},step ${index};work ${index},A person does element ${index}.,作業者が要素${index}を行う。`;
  });
  return `id,parent,prefLabel@en,prefLabel@ja,altLabel@en,definition@en,definition@ja\n${rows.join('\n')}\n`;
}

interface Payload {
  readonly version: { readonly exports: readonly { readonly url: string }[] } | null;
  readonly addedCount: number;
  readonly userErrors: readonly { readonly message: string }[];
}

async function importFile(product: Product, fileName: string, bytes: Buffer) {
  const startedAt = performance.now();
  const { imported } = await ask<{ imported: Payload }>(
    product,
    `mutation ($input: ImportVocabularyInput!) { imported: importVocabulary(input: $input) {
      version { exports { url } } addedCount userErrors { message } } }`,
    { input: { fileName, content: bytes.toString('base64'), mode: 'fix', name: fileName } },
  );
  if (imported.addedCount !== CONCEPT_COUNT || !imported.version)
    throw new Error(`${fileName}: ${imported.addedCount} concepts; ${imported.userErrors[0]?.message ?? ''}`);
  return { seconds: secondsSince(startedAt), urls: imported.version.exports.map(({ url }) => url) };
}

function secondsSince(startedAt: number): number {
  return (performance.now() - startedAt) / 1000;
}
