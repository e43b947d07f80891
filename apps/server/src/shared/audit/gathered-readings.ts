import type { AuditInput } from '@actionary/database';

/** What one entry tells of at most: as many things as entries keep. */
const MAX_SUBJECTS = 50;

/** What somebody is shown of many things, one by one, such as the pictures of a list: together it is one entry, or a few. */
export class GatheredReadings {
  readonly #gathered = new Map<string, AuditInput>();

  /** @param key tells who has read in which way @returns an entry that is full, to be written now */
  add(key: string, input: AuditInput): AuditInput | null {
    const known = this.#gathered.get(key) ?? { ...input, subjectIds: [] };
    const all = { ...known, subjectIds: [...known.subjectIds, ...input.subjectIds] };
    if (all.subjectIds.length < MAX_SUBJECTS) {
      this.#gathered.set(key, all);
      return null;
    }
    this.#gathered.delete(key);
    return all;
  }

  /** All that are not full, once. */
  take(): AuditInput[] {
    const all = [...this.#gathered.values()];
    this.#gathered.clear();
    return all;
  }
}
