import type { NamedThing } from '../../../lib/named-thing.ts';
import type { ListedDelivery } from '../api/use-deliveries.ts';

/** What a change is about. */
export function subjectOf({ subjectId, subject }: NonNullable<ListedDelivery['change']>): NamedThing {
  return { id: subjectId, type: subject?.__typename ?? null, node: subject };
}
