import { findEquipmentNode } from '@actionary/database';
import type { EquipmentNode } from '@actionary/database';
import type { Context } from '../../context.ts';
import { argumentKey, badUserInput } from './result.ts';

/** A node of the plant, by one of both. */
export interface NodeName {
  readonly equipmentNodeId?: string | null | undefined;
  /** The plant's own identifier. */
  readonly equipmentExternalId?: string | null | undefined;
}

/** The node that arguments name; `null` where they name none. @param path before the arguments' names @throws {GraphQLError} BAD_USER_INPUT */
export async function argumentNode(
  { db, loaders }: Pick<Context, 'db' | 'loaders'>,
  { equipmentNodeId, equipmentExternalId }: NodeName,
  path = '',
): Promise<EquipmentNode | null> {
  const externalId = equipmentExternalId?.trim();
  if (equipmentNodeId && externalId)
    throw badUserInput(`${path}equipmentExternalId: name the node by one of its ids, not both`);
  if (externalId) {
    const node = await findEquipmentNode(db, externalId);
    if (!node) throw badUserInput(`${path}equipmentExternalId: there is no node ${externalId}`);
    return node;
  }
  if (typeof equipmentExternalId === 'string') throw badUserInput(`${path}equipmentExternalId: is empty; leave it out`);
  if (!equipmentNodeId) return null;
  const node = await loaders.equipmentNode.load(
    argumentKey('EquipmentNode', equipmentNodeId, `${path}equipmentNodeId`),
  );
  if (!node) throw badUserInput(`${path}equipmentNodeId: there is no such node`);
  return node;
}
