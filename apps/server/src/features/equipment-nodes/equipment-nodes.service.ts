import type { EquipmentNodeInput } from '@actionary/database';
import type { CreateEquipmentNodeInput, UpdateEquipmentNodeInput } from '../../../generated/resolvers-types.ts';
import { cleanName, inputKey, optionalId } from '../../shared/graphql/result.ts';

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
