/** A dispatcher in a process of its own, to be killed: `webhook-dispatcher.ts URL LEASE_MS`. Tells when it runs. */
import { pino } from 'pino';
import { dispatchWebhooks } from '../../apps/server/src/features/webhooks/dispatch-webhooks.ts';
import { toNetworks } from '../../apps/server/src/shared/http/networks.ts';
import { ChangeFeed } from '../../apps/server/src/shared/queue/changes.ts';
import { openDatabase } from '../../prisma/src/index.ts';

const [, , url, leaseMs] = process.argv;
const db = openDatabase(url!);
const changes = new ChangeFeed(db);
await changes.start();
dispatchWebhooks(
  { db, changes, log: pino({ level: 'silent' }) },
  { networks: toNetworks(['127.0.0.0/8']), changeDays: 30, leaseMs: Number(leaseMs) },
);
process.stdout.write('runs\n');
