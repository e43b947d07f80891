import type { VideoFilter } from '@actionary/database';
import type { VideoFilter as VideoFilterInput } from '../../../generated/resolvers-types.ts';
import { argumentKey, argumentLine } from '../graphql/result.ts';
import { cleanSearchText } from '../graphql/search-text.ts';

/** A filter as the API takes it, with keys. @throws {GraphQLError} BAD_USER_INPUT */
export function videoFilter(filter: VideoFilterInput): VideoFilter {
  const { equipmentNodeId, status, text, recordedFrom, recordedBefore, operatorIds, notRecognizedUnderRecipeId } =
    filter;
  const { workOrder, serialNumber } = filter;
  return {
    ...(equipmentNodeId
      ? { equipmentNodeId: argumentKey('EquipmentNode', equipmentNodeId, 'filter.equipmentNodeId') }
      : {}),
    ...(status ? { status } : {}),
    ...(text ? { text: cleanSearchText(text, 'filter.text') } : {}),
    ...(recordedFrom ? { recordedFrom } : {}),
    ...(recordedBefore ? { recordedBefore } : {}),
    ...(operatorIds
      ? { operatorIds: operatorIds.map((id, index) => argumentKey('Operator', id, `filter.operatorIds.${index}`)) }
      : {}),
    ...(typeof workOrder === 'string' ? { workOrder: argumentLine(workOrder, 'filter.workOrder') } : {}),
    ...(typeof serialNumber === 'string' ? { serialNumber: argumentLine(serialNumber, 'filter.serialNumber') } : {}),
    ...(notRecognizedUnderRecipeId
      ? { notRecognizedUnder: argumentKey('Recipe', notRecognizedUnderRecipeId, 'filter.notRecognizedUnderRecipeId') }
      : {}),
  };
}
