/** What endpoints were told and are going to be told, and how that went. */
import type { Delivery, DeliveryAttempt, DeliveryState, Prisma } from '../generated/client.ts';
import { alignRows, groupRows } from './batch.ts';
import type { Database } from './database.ts';
import { leastIdAt } from './id.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { idWindow, toPage } from './page.ts';
import type { Page, PageRequest } from './page.ts';

/** What is left out counts for all. */
export interface DeliveryFilter {
  readonly endpointId?: string | null;
  readonly state?: DeliveryState | null;
  readonly type?: string | null;
  readonly createdFrom?: Date | null;
  readonly createdBefore?: Date | null;
}

/** Newest first. @throws {CursorError | RangeError} */
export async function listDeliveries(
  { prisma }: Database,
  { endpointId, state, type, createdFrom, createdBefore }: DeliveryFilter,
  page: PageRequest = {},
): Promise<Page<Delivery>> {
  const window = idWindow(page, 'newestFirst');
  const where = {
    ...(endpointId ? { endpointId } : {}),
    ...(state ? { state } : {}),
    ...(type ? { type } : {}),
    AND: [
      window.where,
      // Ids begin with the time.
      ...(createdFrom ? [{ id: { gte: leastIdAt(createdFrom) } }] : []),
      ...(createdBefore ? [{ id: { lt: leastIdAt(createdBefore) } }] : []),
    ],
  } satisfies Prisma.DeliveryWhereInput;
  return toPage(await prisma.delivery.findMany({ ...window, where }), window);
}

export async function getDeliveries({ prisma }: Database, ids: readonly string[]): Promise<(Delivery | null)[]> {
  const rows = await prisma.delivery.findMany({ where: { id: { in: [...ids] } } });
  return alignRows(ids, rows, ({ id }) => id);
}

/** All of each delivery, oldest first. */
export async function attemptsOfDeliveries(
  { prisma }: Database,
  deliveryIds: readonly string[],
): Promise<DeliveryAttempt[][]> {
  const where = { deliveryId: { in: [...deliveryIds] } };
  const rows = await prisma.deliveryAttempt.findMany({ where, orderBy: { id: 'asc' } });
  return groupRows(deliveryIds, rows, ({ deliveryId }) => deliveryId);
}

/** Sends a delivery at once. Problems: NOT_FOUND, INVALID (it has succeeded, or is being sent; the endpoint is disabled). */
export function retryDelivery({ prisma }: Database, id: string): Promise<Outcome<Delivery>> {
  return attempt(async () => {
    const { endpoint } = await prisma.delivery.findUniqueOrThrow({ where: { id }, select: { endpoint: true } });
    if (endpoint.disabledReason)
      refuse('INVALID', 'id', 'its endpoint is disabled: enable it first', 'endpointDisabled');
    const { count } = await prisma.delivery.updateMany({
      where: { id, state: { in: ['waiting', 'failed'] } },
      data: { state: 'waiting', dueAt: new Date(), finishedAt: null },
    });
    if (count === 0) refuse('INVALID', 'id', 'it has succeeded, or is being sent', 'delivered');
    return prisma.delivery.findUniqueOrThrow({ where: { id } });
  });
}

/** Forgets pings, which no change takes with it. @returns how many */
export async function forgetPings({ prisma }: Database, before: Date): Promise<number> {
  const where = { changeId: null, id: { lt: leastIdAt(before) } };
  return (await prisma.delivery.deleteMany({ where })).count;
}
