import { cursorOfEvent, listWorkEvents } from '@actionary/database';
import type { EquipmentNode, Video } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { toConnection } from '../../shared/graphql/connection.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { argumentNode } from '../../shared/graphql/named-node.ts';
import { badUserInput } from '../../shared/graphql/result.ts';
import { isOnlyIdAsked, namesAsked } from '../../shared/graphql/selection.ts';
import { eventFilter } from './event-filter.ts';
import { MAX_EVENTS, timeOf } from './event-times.ts';
import { showEvents } from './shown-events.ts';
import type { ShownEvent } from './shown-events.ts';

export const workEventResolvers: Resolvers = {
  Query: {
    workEvents: async (_, { filter: input, first, after }, context, info) => {
      const count = first ?? MAX_EVENTS / 5;
      if (count < 1 || count > MAX_EVENTS) throw badUserInput(`first: must be 1 … ${MAX_EVENTS}`);
      const { filter } = await eventFilter(context, input);
      const tellsReviews = namesAsked(info).has('isReviewed');
      const page = await listWorkEvents(context.db, filter, { first: count, after: after ?? null }, { tellsReviews });
      // It says so where there is no such place.
      if (page.nodes.length === 0) await argumentNode(context, input);
      const shown = { ...page, nodes: await showEvents(page.nodes, context.loaders) };
      return toConnection<ShownEvent>(shown, { after }, cursorOfEvent);
    },
  },
  WorkEvent: {
    id: ({ recognitionVideoId, segmentIndex }) => toGlobalId('Segment', `${recognitionVideoId}/${segmentIndex}`),
    conceptId: ({ conceptId }) => toGlobalId('Concept', conceptId),
    startedAt: (event) => timeOf(event, event.startMs),
    endedAt: (event) => timeOf(event, event.endMs),
    isReviewed: ({ isReviewed }) => isReviewed!,
    video: ({ videoId }, _, { loaders }, info) =>
      isOnlyIdAsked(info) ? ({ id: videoId } as Video) : loaders.video.load(videoId).then((video) => video!),
    station: ({ equipmentNodeId }, _, { loaders }, info) =>
      isOnlyIdAsked(info)
        ? ({ id: equipmentNodeId } as EquipmentNode)
        : loaders.equipmentNode.load(equipmentNodeId).then((node) => node!),
  },
};
