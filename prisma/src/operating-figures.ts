import type { Database } from './database.ts';

/** What tells whoever operates the product that something is stuck. Ages are in seconds by the database's clock; 0: none. */
export interface OperatingFigures {
  /** Changes that have no place in the order yet. */
  readonly unsequencedCount: number;
  readonly unsequencedSeconds: number;
  /** Deliveries that are to be sent, for the first time or again. */
  readonly waitingDeliveries: number;
  readonly waitingSeconds: number;
  readonly sendingDeliveries: number;
  /** Deliveries that are not tried any more, as far back as changes are kept. */
  readonly failedDeliveries: number;
  readonly disabledEndpoints: number;
  /** Changes that the endpoint farthest behind has not been told of, nor is about to be. */
  readonly behindChanges: number;
  /** Since the database's statistics began. */
  readonly rollbackCount: number;
  readonly deadlockCount: number;
  /** Jobs that have failed, by kind, as long as they are kept. */
  readonly failedJobs: Readonly<Record<string, number>>;
}

/** In one statement. */
export async function operatingFigures({ prisma }: Database): Promise<OperatingFigures> {
  const [figures] = await prisma.$queryRaw<[OperatingFigures]>`
    SELECT changes.*, deliveries.*, endpoints.*,
      "xact_rollback"::float8 AS "rollbackCount", "deadlocks"::float8 AS "deadlockCount",
      (
        SELECT coalesce(jsonb_object_agg("kind", "count"), '{}') FROM (
          SELECT known."kind", count("Job"."id") FROM unnest(enum_range(NULL::"JobKind")) AS known ("kind")
          LEFT JOIN "Job" ON "Job"."kind" = known."kind" AND "Job"."state" = 'failed' GROUP BY known."kind"
        ) AS failed
      ) AS "failedJobs"
    FROM "pg_stat_database", (
      SELECT count(*)::int AS "unsequencedCount",
        coalesce(extract(epoch FROM now() - min("occurredAt")), 0)::float8 AS "unsequencedSeconds"
      FROM "Change" WHERE "sequence" IS NULL
    ) AS changes, (
      SELECT (count(*) FILTER (WHERE "state" = 'waiting'))::int AS "waitingDeliveries",
        coalesce(extract(epoch FROM now() - min("createdAt") FILTER (WHERE "state" = 'waiting')), 0)::float8 AS "waitingSeconds",
        (count(*) FILTER (WHERE "state" = 'sending'))::int AS "sendingDeliveries",
        (count(*) FILTER (WHERE "state" = 'failed'))::int AS "failedDeliveries"
      FROM "Delivery" WHERE "state" IN ('waiting', 'sending', 'failed')
    ) AS deliveries, (
      SELECT (count(*) FILTER (WHERE "disabledReason" IS NOT NULL))::int AS "disabledEndpoints",
        coalesce(max("lastSequence" - "queuedSequence") FILTER (WHERE "disabledReason" IS NULL), 0)::int AS "behindChanges"
      FROM "WebhookEndpoint" LEFT JOIN "ChangeLog" ON TRUE
    ) AS endpoints
    WHERE "datname" = current_database()`;
  return figures;
}
