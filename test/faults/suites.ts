import { runAbuse } from '../abuse/run-abuse.ts';
import { runCampaign } from '../crash/campaign.ts';
import { runHostile } from '../hostile/run-hostile.ts';
import { runJest } from './run-jest.ts';
import type { Suite, SuiteOptions } from './suite.ts';

const KILLS = { full: 200, quick: 8 };
const ROUNDS = { full: 2, quick: 1 };
/** A quick run reads every so manieth file. */
const QUICK_EVERY = 10;
const LIMIT_MS = 50;

const jestSuite = (name: string, does: string, files: readonly string[]): Suite => ({
  name,
  does,
  run: () => runJest(files),
});

/** All that breaks the product on purpose, in the order in which it is run: what takes longest comes last. */
export const SUITES: readonly Suite[] = [
  {
    name: 'hostile GraphQL',
    does: `Sends requests that mean harm, many of them made from the contract, to the product as it runs in production; each has to be refused within ${LIMIT_MS} ms of processor, and nothing told.`,
    run: hostileRequests,
  },
  jestSuite(
    'permission matrix',
    'Asks for every field of Query and Mutation with every permission alone, and for every mutation in every role: open exactly where the contract says so.',
    ['apps/server/src/shared/access/permissions.test.ts'],
  ),
  jestSuite(
    'hostile documents',
    'Damages files of embeddings, vocabularies and pictures: each is read, or refused with a reason that names it.',
    ['inference/src/adapters/hostile-files.test.ts'],
  ),
  {
    name: 'hostile media',
    does: 'Takes damaged, dressed-up and lying video files through every decoder there is: each is read, or refused with a reason; nobody is called, nothing left behind.',
    run: hostileMedia,
  },
  jestSuite(
    'restore',
    'Backs up a database that has rows in every table, restores it, and compares every row; damages, stops and mixes up backups, of which nothing may be restored.',
    [
      'prisma/src/backup/backup.test.ts',
      'prisma/src/backup/restore-backup.test.ts',
      'prisma/src/backup/encoders.test.ts',
      'apps/server/src/backup/commands.test.ts',
    ],
  ),
  jestSuite(
    'rolling upgrade',
    'Starts the program from before the latest migration, and this one beside it, on one database: both serve and work until the old one is stopped, and no request or task fails.',
    ['apps/server/src/rolling-upgrade.test.ts'],
  ),
  jestSuite(
    'disk full',
    'Fills the disk under the database, an upload and a backup: what cannot be stored is told, nothing is half there, and all goes on once there is room.',
    ['test/crash/disk-full.test.ts'],
  ),
  {
    name: 'kills',
    does: 'Kills worker, server, PostgreSQL and its connections while everything is at work: nothing acknowledged is lost, doubled or half done, and results are those of a run without kills, to the bit.',
    run: kills,
  },
];

async function hostileRequests() {
  const measured = await runAbuse(LIMIT_MS);
  const slow = measured.filter(({ cpuMs }) => cpuMs > LIMIT_MS);
  const wrong = measured.filter(({ problems }) => problems.length > 0);
  return {
    seed: null,
    counts: {
      requests: measured.length,
      'to be refused': measured.filter(({ request }) => !request.isHarmless).length,
    },
    failures: [
      ...wrong.map(({ request, problems }) => `${request.name} ${problems.join(', ')}`),
      ...slow.map(({ request, cpuMs }) => `${request.name} took ${cpuMs.toFixed(0)} ms of processor`),
    ],
    leftOut: [],
  };
}

async function hostileMedia({ seed, isQuick }: SuiteOptions) {
  const rounds = isQuick ? ROUNDS.quick : ROUNDS.full;
  const { fileCount, passes, problems } = await runHostile({ seed, rounds, every: isQuick ? QUICK_EVERY : 1 });
  const outcomes = passes.flatMap((pass) => pass.outcomes);
  const readCount = outcomes.filter(({ code }) => code === 'ok').length;
  return {
    seed,
    counts: {
      files: fileCount,
      decoders: new Set(passes.map(({ decoder }) => decoder)).size,
      looks: outcomes.length,
      read: readCount,
      refused: outcomes.filter(({ code }) => code !== 'ok' && code !== 'BROKEN').length,
    },
    failures: problems,
    leftOut: ['node-av', 'ffmpeg'].filter((name) => !passes.some(({ decoder }) => decoder === name)),
  };
}

async function kills({ seed, isQuick }: SuiteOptions) {
  const report = await runCampaign({ seed, killCount: isQuick ? KILLS.quick : KILLS.full });
  const { operations, recoveryMs, killsByVictim } = report;
  const victims = Object.entries(killsByVictim).map(([victim, count]) => [`kills of ${victim}`, count]);
  return {
    seed,
    counts: {
      kills: report.kills,
      ...(Object.fromEntries(victims) as Record<string, number>),
      'operations sent': operations.sent,
      'writes acknowledged': operations.acknowledged,
      'writes refused': operations.refused,
      'writes without an answer': operations.unknown,
      uploads: report.uploads,
      'results compared': report.resultsCompared,
      'ms to recover (median)': recoveryMs.median,
      'ms to recover (most)': recoveryMs.max,
    },
    failures: report.violations.map(({ invariant, what }) => `${invariant}: ${what}`),
    leftOut: [],
  };
}
