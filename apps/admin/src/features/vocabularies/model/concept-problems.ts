import type { UserError } from '../../../lib/user-errors.ts';
import { cleanConcept } from './concept.ts';
import type { EditorConcept, Edits } from './concept-edits.ts';

/** What is wrong, by the concept's key and the field: `{ tighten: { prefLabels: '…' } }` */
export type Problems = ReadonlyMap<string, Readonly<Record<string, string>>>;

export interface ProblemWords {
  readonly noLabel: string;
  readonly noId: string;
  readonly takenId: string;
}

/** What can be told before the server is asked. */
export function findProblems(edits: Edits, concepts: readonly EditorConcept[], words: ProblemWords): Problems {
  if (edits.size === 0) return new Map();
  const counts = new Map<string, number>();
  for (const { concept } of concepts) {
    const id = concept.externalId.trim();
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const found = [...edits].map(([key, { base, concept: typed }]) => {
    const concept = cleanConcept(typed);
    const problems: Record<string, string> = {};
    if (Object.keys(concept.prefLabels).length === 0) problems.prefLabels = words.noLabel;
    if (concept.externalId === '') problems.externalId = words.noId;
    else if (!base && counts.get(concept.externalId)! > 1) problems.externalId = words.takenId;
    return [key, problems] as const;
  });
  return new Map(found.filter(([, problems]) => Object.keys(problems).length > 0));
}

/** The server calls some fields otherwise. */
const FIELD_NAMES: Readonly<Record<string, string>> = { id: 'externalId', broaderExternalId: 'broaderId' };

/** What the server has refused: its fields are `<external id>.<field>`, and further parts. */
export function problemsOf(errors: readonly UserError[], concepts: readonly EditorConcept[]): Problems {
  const found = new Map<string, Record<string, string>>();
  for (const { field, message } of errors) {
    const path = field?.join('.') ?? '';
    const at = concepts.find(({ concept }) => path.startsWith(`${concept.externalId}.`));
    if (!at) continue;
    const [name = '', ...rest] = path.slice(at.concept.externalId.length + 1).split('.');
    found.set(at.key, { ...found.get(at.key), [[FIELD_NAMES[name] ?? name, ...rest].join('.')]: message });
  }
  return found;
}
