import type { Pool } from 'pg';
import type { Reply } from './client.ts';

/** What was asked for, and where the database would tell of it. */
export interface Asked {
  readonly what: string;
  /** Counts, as `count`, the rows that tell of it. */
  readonly sql: string;
  readonly values: readonly unknown[];
  /** How many there are once it is done; before, and where it was not done, there are none. */
  readonly whole: number;
}

interface Entry extends Asked {
  readonly outcome: Reply<unknown>['outcome'];
}

/** Remembers what was asked for and what the answer was, to compare it with the database. */
export class Ledger {
  readonly #entries: Entry[] = [];

  note(asked: Asked, { outcome }: Reply<unknown>): void {
    this.#entries.push({ ...asked, outcome });
  }

  countOf(outcome: Entry['outcome']): number {
    return this.#entries.filter((entry) => entry.outcome === outcome).length;
  }

  /** What is acknowledged, but not there; was refused, but is there; or is there in part. */
  async findBroken(pool: Pool): Promise<string[]> {
    const broken: string[] = [];
    for (const entry of this.#entries) {
      const { rows } = await pool.query<{ count: number }>(entry.sql, [...entry.values]);
      if (!allowedCounts(entry).includes(Number(rows[0].count)))
        broken.push(`${entry.what} (${entry.outcome}): ${rows[0].count} of ${entry.whole} rows`);
    }
    return broken;
  }
}

function allowedCounts({ outcome, whole }: Entry): number[] {
  if (outcome === 'acknowledged') return [whole];
  return outcome === 'refused' ? [0] : [0, whole];
}
