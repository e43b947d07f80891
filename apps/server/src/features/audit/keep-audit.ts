import { auditHead, forgetAudit, sealAudit } from '@actionary/database';
import type { Services } from '../../context.ts';

/** How long an entry may be without its place in the chain. */
const SEAL_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Seals what has been done, and forgets it in time. The end of the chain is told to the log every hour: where logs are collected
 * elsewhere, nobody can write the chain anew unseen.
 */
export function keepAudit(
  { db, queue, audit, log }: Pick<Services, 'db' | 'queue' | 'audit' | 'log'>,
  { auditDays }: { readonly auditDays: number },
): void {
  queue.repeat(SEAL_MS, () => sealAudit(db));
  queue.repeat(MINUTE_MS, () => audit.tellRest());
  let tendsAtMs = 0;
  queue.repeat(MINUTE_MS, async () => {
    if (Date.now() < tendsAtMs) return;
    const forgottenCount = await forgetAudit(db, new Date(Date.now() - auditDays * DAY_MS));
    const head = await auditHead(db);
    if (head) log.info({ sequence: Number(head.sequence), hash: head.hash, forgottenCount }, 'end of the audit chain');
    tendsAtMs = Date.now() + HOUR_MS;
  });
}
