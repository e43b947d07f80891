import type { Journal } from './journal.ts';
import type { Film } from './plan.ts';
import type { Running } from './running.ts';
import type { People } from './sign-in.ts';

/** What the evening takes place in. */
export interface Plant {
  readonly journal: Journal;
  /** Everything but the rendered films lies below it. */
  readonly folder: string;
  readonly running: Running;
  readonly people: People;
  /** All, those of tonight included. */
  readonly films: readonly Film[];
  /** Global id of the whole plant's node. */
  readonly nodeId: string;
  /** Global ids of the stations' libraries, by the stations' external ids. */
  readonly libraryIds: Readonly<Record<string, string>>;
}

/** What is there before the MES comes. */
export const archiveOf = ({ films }: Pick<Plant, 'films'>) => films.filter(({ isTonight }) => !isTonight);

/** Where a station's videos lie, unless the product keeps them. */
export const folderOf = (folder: string, cell: string) => `${folder}/videos/${cell}`;
