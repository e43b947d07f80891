import { setTimeout as sleep } from 'node:timers/promises';
import { randomBetween, randomItem, seededRandom } from '../../inference/src/training/random.ts';
import { compareUploads, compareWithDisk } from './compare-with-disk.ts';
import { compareWithUndisturbed } from './compare-with-undisturbed.ts';
import { Deployment, VICTIMS } from './deployment.ts';
import type { Victim } from './deployment.ts';
import { Driver } from './driver.ts';
import { findFailures } from './failures.ts';
import { ALWAYS, findViolations } from './invariants.ts';
import type { Violation } from './invariants.ts';
import { scan } from './mutations.ts';
import { settle } from './settle.ts';
import { makeWorld } from './world.ts';
import type { World } from './world.ts';

/** After a kill, everything works again within. */
const RECOVERY_LIMIT_MS = 60_000;
/** Kills between one thorough look and the next. */
const KILLS_PER_LOOK = 50;
/** Between one recovery and the next kill. */
const PEACE_MS = [50, 1000] as const;
/** How long a kill waits for what it is aimed at, and how long after its beginning it comes. */
const AIM_PATIENCE_MS = 500;
const AIM_DELAY_MS = 60;
const LOOK_MS = 5;

/** What kills are aimed at besides chance: operations and tasks that are over quickly. */
const AIMS = ['publish', 'change', 'concepts', 'upload', 'move', 'review', 'scan', 'embed', 'recognize', 'rescore'];

interface Kill {
  readonly victim: Victim;
  /** Operations and tasks that were under way. */
  readonly during: readonly string[];
  readonly recoveryMs: number;
}

export interface Report {
  readonly seed: number;
  readonly kills: number;
  readonly killsByVictim: Readonly<Record<string, number>>;
  /** Several things are under way at a time. */
  readonly killsByActivity: Readonly<Record<string, number>>;
  readonly recoveryMs: { readonly median: number; readonly max: number };
  readonly operations: {
    readonly sent: number;
    readonly acknowledged: number;
    readonly refused: number;
    readonly unknown: number;
  };
  readonly uploads: number;
  readonly resultsCompared: number;
  readonly wallMs: number;
  readonly violations: readonly Violation[];
}

/** Kills at random while everything is at work, and looks whether all promises are kept. */
export async function runCampaign(
  { seed, killCount }: { readonly seed: number; readonly killCount: number },
  say: (line: string) => void = () => {},
): Promise<Report> {
  const deployment = await Deployment.start();
  try {
    return await killAndCompare(deployment, { seed, killCount }, say);
  } catch (error) {
    // Nobody would stop what was started; the folder is kept.
    say(`kept: ${deployment.folder}`);
    await deployment.stop();
    throw error;
  }
}

async function killAndCompare(
  deployment: Deployment,
  { seed, killCount }: { readonly seed: number; readonly killCount: number },
  say: (line: string) => void,
): Promise<Report> {
  const startMs = performance.now();
  const random = seededRandom(seed);
  const world = await makeWorld(deployment, random);
  const driver = new Driver(world);
  const kills: Kill[] = [];
  const violations: Violation[] = [];
  driver.start();
  while (kills.length < killCount && violations.length === 0) {
    const kill = await killOnce(world, driver);
    kills.push(kill);
    say(
      `${kills.length} ${kill.victim} during ${kill.during.join(', ') || 'nothing'}: ${Math.round(kill.recoveryMs)} ms`,
    );
    if (kill.recoveryMs > RECOVERY_LIMIT_MS)
      violations.push({ invariant: 'everything works again within a minute', what: `kill ${kills.length}` });
    violations.push(...(await findViolations(deployment.pool, ALWAYS)));
    if (kills.length % KILLS_PER_LOOK !== 0 && kills.length !== killCount) continue;
    await driver.stop();
    say('settling');
    violations.push(...(await lookThoroughly(world, driver)));
    if (kills.length < killCount) driver.start();
  }
  await driver.stop();
  const { compared, different } = await compareWithUndisturbed(world);
  violations.push(...named('results are those of a run without kills', different));
  await deployment.stop();
  if (violations.length === 0) await deployment.remove();
  else say(`kept: ${deployment.folder}`);
  const { ledger, uploads } = world;
  const recoveries = kills.map(({ recoveryMs }) => recoveryMs).toSorted((a, b) => a - b);
  return {
    seed,
    kills: kills.length,
    killsByVictim: countBy(kills.map(({ victim }) => victim)),
    killsByActivity: countBy(kills.flatMap(({ during }) => (during.length > 0 ? during : ['nothing']))),
    recoveryMs: {
      median: Math.round(recoveries[Math.floor(recoveries.length / 2)]!),
      max: Math.round(recoveries.at(-1)!),
    },
    operations: {
      sent: driver.doneCount,
      acknowledged: ledger.countOf('acknowledged'),
      refused: ledger.countOf('refused'),
      unknown: ledger.countOf('unknown'),
    },
    uploads: uploads.length,
    resultsCompared: compared,
    wallMs: Math.round(performance.now() - startMs),
    violations,
  };
}

async function killOnce(world: World, driver: Driver): Promise<Kill> {
  const { deployment, random } = world;
  await sleep(randomBetween(random, ...PEACE_MS));
  const victim = randomItem(random, VICTIMS);
  if (random() < 0.7) await aim(world, driver, randomItem(random, AIMS));
  const during = [...new Set([...driver.underWay, ...(await runningTasks(world)).map((task) => `${task} task`)])];
  const killedAt = new Date();
  await deployment.kill(victim);
  const startMs = performance.now();
  await deployment.revive();
  await untilItWorks(world, killedAt);
  return { victim, during: during.toSorted(), recoveryMs: performance.now() - startMs };
}

/** Waits until an operation or a task of that name is under way, and a moment more. */
async function aim(world: World, driver: Driver, name: string): Promise<void> {
  const deadline = performance.now() + AIM_PATIENCE_MS;
  while (performance.now() < deadline) {
    if (driver.underWay.includes(name) || (await runningTasks(world)).includes(name)) break;
    await sleep(LOOK_MS);
  }
  await sleep(randomBetween(world.random, 0, AIM_DELAY_MS));
}

async function runningTasks({ deployment: { pool } }: World): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT DISTINCT "name" FROM pgboss.job WHERE "state" = 'active'`,
  );
  return rows.map(({ name }) => name);
}

/** The server takes an operation again, and the worker does what is queued. */
async function untilItWorks({ deployment, probe }: World, killedAt: Date): Promise<void> {
  const deadline = performance.now() + 2 * RECOVERY_LIMIT_MS;
  while (performance.now() < deadline) {
    const reply = await scan(deployment.url, probe.id);
    if (reply.outcome === 'acknowledged' && (await isAnyTaskDone(deployment, killedAt))) return;
    await deployment.revive();
  }
}

/** A task that was begun since has ended; if nothing else, the scan of the probe. */
async function isAnyTaskDone({ pool }: Deployment, since: Date): Promise<boolean> {
  for (let looks = 0; looks < 40; looks++) {
    const { rows } = await pool
      .query(`SELECT 1 FROM pgboss.job WHERE "started_on" > $1 AND "state" = 'completed' LIMIT 1`, [since])
      .catch(() => ({ rows: [] }));
    if (rows.length > 0) return true;
    await sleep(50);
  }
  return false;
}

async function lookThoroughly(world: World, driver: Driver): Promise<Violation[]> {
  const { deployment, ledger, line, uploaded } = world;
  const { pool } = deployment;
  return [
    ...(await settle(world)),
    ...(await findViolations(pool, ALWAYS)),
    ...named('what is acknowledged is there, and nothing is there in part', await ledger.findBroken(pool)),
    ...named('no upload is lost', driver.lost),
    ...named('the database knows each file once, as it is', await compareWithDisk(world, line)),
    ...named('the database knows each file once, as it is', await compareWithDisk(world, uploaded)),
    ...named('each acknowledged upload is there once', await compareUploads(world)),
    ...named('nothing fails that nothing is wrong with', await findFailures(world)),
  ];
}

function named(invariant: string, whats: readonly string[]): Violation[] {
  return whats.map((what) => ({ invariant, what }));
}

function countBy(names: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    [...Map.groupBy(names, (name) => name)].map(([name, group]) => [name, group.length]).toSorted(),
  );
}
