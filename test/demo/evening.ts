import { changeWords } from './change-words.ts';
import { film } from './film.ts';
import type { Journal } from './journal.ts';
import { followByMes } from './mes.ts';
import { open } from './open.ts';
import { planFilms } from './plan.ts';
import { recognise } from './recognise.ts';
import { report } from './report.ts';
import { rescore } from './rescore.ts';
import { backUpAndRestore } from './restore.ts';
import { review } from './review.ts';
import type { Running } from './running.ts';
import { scoreChangedWords } from './score-changed-words.ts';
import type { People } from './sign-in.ts';
import { teach } from './teach.ts';
import { bringWords } from './words.ts';

interface EveningOptions {
  readonly journal: Journal;
  /** An empty folder that other users may read: the database runs as one. */
  readonly folder: string;
  /** Of all stations together. */
  readonly videoCount: number;
  /** Where the product listens; default: a free port. */
  readonly port?: number;
  /** Is told of each product as soon as it runs; whoever calls stops it. */
  readonly onStart: (running: Running) => void;
}

/** What is left of it, for whoever looks. */
export interface Evening {
  readonly url: string;
  readonly account: People['account'];
  /** Paths, by what is seen there. */
  readonly pages: Readonly<Record<string, string>>;
}

/** One evening in a plant, from rendered videos to a restored backup. @throws where a chapter could not go on */
export async function spendEvening({ journal, folder, videoCount, port, onStart }: EveningOptions): Promise<Evening> {
  const films = planFilms(videoCount);
  await journal.chapter('Film', 'Four stations of two lines are filmed.', () => film(journal, films));
  const opened = { journal, folder, films };
  const plant = await journal.chapter(
    'Open',
    'The product is started; lines, stations and their videos come in, from folders and by upload.',
    () => open(opened, { ...(port === undefined ? {} : { port }), onStart }),
  );
  const words = await journal.chapter(
    'Words',
    'A list of work elements comes from a Japanese spreadsheet, and is published.',
    () => bringWords(plant),
  );
  const first = await journal.chapter('Recognise', 'Everything is recognised with nothing taught.', () =>
    recognise(plant, words),
  );
  const reviewed = await journal.chapter('Review', 'People say what a few spans show.', () =>
    review(plant, words, first),
  );
  const adapterId = await journal.chapter('Teach', 'An adapter learns from these spans.', () =>
    teach(plant, first.recipe, reviewed),
  );
  const second = await journal.chapter('Re-score', 'A recipe with the adapter takes the place of the first one.', () =>
    rescore(plant, words, first, { adapterId, reviewed }),
  );
  const changedWords = await journal.chapter(
    'Change words',
    'Two words that mean the same become one, and one is split; what was recognised and reviewed follows.',
    () => changeWords(plant, words, second, reviewed),
  );
  const third = await journal.chapter('Score again', 'Everything is scored by the changed words.', () =>
    scoreChangedWords(plant, changedWords, second, adapterId),
  );
  await journal.chapter('Report', 'Element times and cycles of each station, beside what was filmed.', () =>
    report(plant, third.recipe),
  );
  await journal.chapter(
    'MES',
    "An MES registers tonight's recordings and follows them by signed webhooks; it is killed, and misses nothing.",
    () => followByMes(plant, third.recipe),
  );
  await journal.chapter('Backup', 'Everything is backed up while it runs, and restored beside it.', () =>
    backUpAndRestore(plant, { words: changedWords, recipe: third.recipe }, onStart),
  );
  return {
    url: plant.running.url,
    account: plant.people.account,
    pages: {
      'a timeline of line 2, which was taught': `/videos/${third.timelines.at(-1)!.videoId}`,
      'what the adapter is worth': '/adapters',
      'the words, and what was done to them': '/vocabularies',
      'element times, cycles, Yamazumi': '/reports',
      'who has done what': '/access',
    },
  };
}
