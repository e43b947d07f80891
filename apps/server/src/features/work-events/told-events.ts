import { cursorOfEvent, listWorkEvents } from '@actionary/database';
import type { EquipmentNode, Video, WorkEvent } from '@actionary/database';
import type { Services } from '../../context.ts';
import { labelIn } from '../../shared/concepts/concept-content.ts';
import { createLoaders } from '../../shared/graphql/loaders.ts';
import type { Loaders } from '../../shared/graphql/loaders.ts';
import type { EventScope } from './event-filter.ts';
import { MAX_EVENTS } from './event-times.ts';
import { showEvents } from './shown-events.ts';
import type { ShownEvent } from './shown-events.ts';

/** An event with the names of what it refers to. */
export interface ToldEvent {
  readonly event: WorkEvent;
  /** External id, as it was recognised. */
  readonly concept: string;
  /** What it counts as today; of several, all of them; the external id where it counts as nothing. */
  readonly label: string;
  readonly video: Video;
  readonly station: EquipmentNode;
}

/** All events, page by page. Events of a video that is removed meanwhile are left out. */
export async function* toldEvents(
  { db }: Pick<Services, 'db'>,
  { filter }: EventScope,
  language: string,
): AsyncGenerator<ToldEvent> {
  let after: string | null = null;
  for (;;) {
    const { nodes, hasNextPage } = await listWorkEvents(db, filter, { first: MAX_EVENTS, after });
    // Of one page, so that nothing piles up.
    const loaders = createLoaders(db);
    const shown = await showEvents(nodes, loaders);
    for (const told of await Promise.all(shown.map((event) => tell(event, language, loaders)))) if (told) yield told;
    const last = nodes.at(-1);
    if (!hasNextPage || !last) return;
    after = cursorOfEvent(last);
  }
}

async function tell(event: ShownEvent, language: string, loaders: Loaders): Promise<ToldEvent | null> {
  const [video, station] = await Promise.all([
    loaders.video.load(event.videoId),
    loaders.equipmentNode.load(event.equipmentNodeId),
  ]);
  if (!video || !station) return null;
  const { concept, currentContents } = event;
  const label = currentContents.map((content) => labelIn(content, language)).join(' / ') || concept.externalId;
  return { event, concept: concept.externalId, label, video, station };
}
