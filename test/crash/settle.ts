import { setTimeout as sleep } from 'node:timers/promises';
import { findViolations, SETTLED } from './invariants.ts';
import type { Violation } from './invariants.ts';
import { scan } from './mutations.ts';
import { sendRest } from './video-operations.ts';
import type { World } from './world.ts';

const LIMIT_MS = 180_000;
const LOOK_MS = 250;

/** Lets interrupted uploads end and waits until nobody has anything to do. @returns what never comes to an end */
export async function settle(world: World): Promise<Violation[]> {
  const { deployment, uploads, line, uploaded } = world;
  const deadline = performance.now() + LIMIT_MS;
  for (const upload of uploads)
    while (!upload.isAcknowledged && performance.now() < deadline) await sendRest(world, upload);
  // What was moved since the last scan.
  for (const { id } of [line, uploaded]) await scan(deployment.url, id);
  for (;;) {
    const violations = await findViolations(deployment.pool, SETTLED);
    if (violations.length === 0 || performance.now() > deadline) return violations;
    await sleep(LOOK_MS);
  }
}
