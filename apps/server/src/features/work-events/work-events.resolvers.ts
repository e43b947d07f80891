import { cursorOfEvent, listWorkEvents } from '@actionary/database';
import type { WorkEvent } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { currentContents } from '../../shared/concepts/version-concepts.ts';
import { toConnection } from '../../shared/graphql/connection.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { badUserInput } from '../../shared/graphql/result.ts';
import { eventScope } from './event-filter.ts';
import { MAX_EVENTS, timeOf } from './event-times.ts';

export const workEventResolvers: Resolvers = {
  Query: {
    workEvents: async (_, { filter: input, first, after }, context) => {
      const count = first ?? MAX_EVENTS / 5;
      if (count < 1 || count > MAX_EVENTS) throw badUserInput(`first: must be 1 … ${MAX_EVENTS}`);
      const { filter } = await eventScope(context, input);
      const page = await listWorkEvents(context.db, filter, { first: count, after: after ?? null });
      return toConnection<WorkEvent>(page, { after }, cursorOfEvent);
    },
  },
  WorkEvent: {
    id: ({ recognitionVideoId, segmentIndex }) => toGlobalId('Segment', `${recognitionVideoId}/${segmentIndex}`),
    conceptId: ({ conceptId }) => toGlobalId('Concept', conceptId),
    concept: async ({ conceptId }, _, { loaders }) => (await loaders.concept.load(conceptId))!,
    currentContents: ({ conceptId }, _, { loaders }) => currentContents(conceptId, loaders),
    startedAt: (event) => timeOf(event, event.startMs),
    endedAt: (event) => timeOf(event, event.endMs),
    video: async ({ videoId }, _, { loaders }) => (await loaders.video.load(videoId))!,
    station: async ({ equipmentNodeId }, _, { loaders }) => (await loaders.equipmentNode.load(equipmentNodeId))!,
  },
};
