import type { EquipmentLevel, EquipmentNodeInput, NamedNode } from '@actionary/database';
import { parentWarning } from '@actionary/inference/domain';
import type {
  CreateEquipmentNodeInput,
  EquipmentWarning,
  UpdateEquipmentNodeInput,
  UpsertEquipmentNodeInput,
} from '../../../generated/resolvers-types.ts';
import { cleanLine, cleanName, inputKey, optionalId, requiredLine } from '../../shared/graphql/result.ts';

/** From the API's input to the store's. */
export function nodeInput({ parentId, level, name, externalId }: CreateEquipmentNodeInput): EquipmentNodeInput {
  return {
    level,
    name: cleanName(name, 'name'),
    parentId: parentId ? inputKey('EquipmentNode', parentId, 'parentId') : null,
    externalId: optionalId(externalId),
  };
}

/** Fields that are absent stay out; null removes parent and external id. */
export function nodeChanges(input: UpdateEquipmentNodeInput): Partial<EquipmentNodeInput> {
  const { parentId, level, name, externalId } = input;
  return {
    ...(level ? { level } : {}),
    ...(typeof name === 'string' ? { name: cleanName(name, 'name') } : {}),
    ...(parentId === undefined ? {} : { parentId: parentId ? inputKey('EquipmentNode', parentId, 'parentId') : null }),
    ...(externalId === undefined ? {} : { externalId: optionalId(externalId) }),
  };
}

/** A node by the plant's own identifiers. */
export function namedNode({ externalId, level, name, parentExternalId }: UpsertEquipmentNodeInput): NamedNode {
  return {
    externalId: requiredLine(externalId, 'externalId'),
    level,
    name: cleanName(name, 'name'),
    ...(parentExternalId === undefined ? {} : { parentExternalId: cleanLine(parentExternalId, 'parentExternalId') }),
  };
}

/** What is unusual about a node's place. */
export function warningsOf(level: EquipmentLevel, parentLevel: EquipmentLevel): EquipmentWarning[] {
  const warning = parentWarning(level, parentLevel);
  if (!warning) return [];
  const allowedParentLevels = [...warning.allowedLevels];
  const place = allowedParentLevels.length > 0 ? `below ${allowedParentLevels.join(', ')}` : 'at the top';
  const message = `ISA-95 has no ${level} below ${parentLevel}: move it ${place}, or give it another level`;
  return [{ code: 'unusualParent', message, allowedParentLevels }];
}
