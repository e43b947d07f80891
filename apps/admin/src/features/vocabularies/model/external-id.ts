import { labelIn } from './concept.ts';
import type { Concept } from './concept.ts';

const MAX_LENGTH = 60;

/** An external id that is free: from the English label, else the next number. `Pick up (both hands)` → `pick-up-both-hands` */
export function proposeExternalId(concept: Concept, taken: ReadonlySet<string>): string {
  const slug = slugOf(labelIn(concept, 'en') ?? '');
  return slug === '' ? nextNumber(taken) : unique(slug, taken);
}

function slugOf(label: string): string {
  const plain = label.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replaceAll(/^-+|-+$/g, '');
}

function unique(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  let number = 2;
  while (taken.has(`${slug}-${number}`)) number += 1;
  return `${slug}-${number}`;
}

function nextNumber(taken: ReadonlySet<string>): string {
  const numbers = [...taken].filter((id) => /^\d{1,9}$/.test(id)).map(Number);
  return String(numbers.reduce((max, number) => Math.max(max, number), 0) + 1);
}
