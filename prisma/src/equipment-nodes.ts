import type { EquipmentLevel, EquipmentNode } from '../generated/client.ts';
import { alignRows, groupRows } from './batch.ts';
import type { Database } from './database.ts';
import { attempt, refuse, requireName } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { inTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';
import { isAlready } from './upserted.ts';
import type { Upserted } from './upserted.ts';

export interface EquipmentNodeInput {
  readonly level: EquipmentLevel;
  /** Unique among its siblings. */
  readonly name: string;
  /** Default: a root of the tree. */
  readonly parentId?: string | null;
  readonly externalId?: string | null;
}

/** Adds a node. Problems: TAKEN, NOT_FOUND (parent), INVALID. */
export function createEquipmentNode(db: Database, input: EquipmentNodeInput): Promise<Outcome<EquipmentNode>> {
  return attempt(async () => {
    requireName(input.name);
    return db.prisma.equipmentNode.create({ data: input });
  });
}

/** Renames or moves a node, with everything below it. Problems: TAKEN, NOT_FOUND, INVALID (into its own subtree). */
export function updateEquipmentNode(
  db: Database,
  id: string,
  changes: Partial<EquipmentNodeInput>,
): Promise<Outcome<EquipmentNode>> {
  return attempt(() =>
    inTransaction(db, async (tx) => {
      requireName(changes.name);
      if (changes.parentId) await refuseCycle(tx, id, changes.parentId);
      return tx.equipmentNode.update({ where: { id }, data: changes });
    }),
  );
}

/** A node as the plant knows it. */
export interface NamedNode {
  readonly externalId: string;
  readonly level: EquipmentLevel;
  readonly name: string;
  /** The parent's external id; `null`: a root; absent: where it is, at first a root. */
  readonly parentExternalId?: string | null;
}

/**
 * Makes the node of an external id what is said of it: adds it where there is none, changes it where it differs. Of two at a
 * time, one adds it. Problems: TAKEN (name among siblings), NOT_FOUND (parent), INVALID (name, into its own subtree).
 */
export function upsertEquipmentNode(
  db: Database,
  { parentExternalId, ...node }: NamedNode,
): Promise<Outcome<Upserted<EquipmentNode>>> {
  return attempt(async () => {
    requireName(node.name);
    const parent = parentExternalId === undefined ? {} : { parentId: await parentOf(db, parentExternalId) };
    const known = await adjust(db, { ...node, ...parent });
    if (known) return known;
    const [made] = await db.prisma.equipmentNode.createManyAndReturn({
      data: [{ ...node, ...parent }],
      skipDuplicates: true,
    });
    if (made) return { value: made, outcome: 'created' };
    // Somebody else was first, or a sibling has the name.
    const other = await adjust(db, { ...node, ...parent });
    return other ?? refuse('TAKEN', 'name', `another node there is called ${node.name}`);
  });
}

async function parentOf(db: Database, externalId: string | null): Promise<string | null> {
  if (externalId === null) return null;
  const parent = await findEquipmentNode(db, externalId);
  return parent?.id ?? refuse('NOT_FOUND', 'parentExternalId', `there is no node ${externalId}: make it first`);
}

/** @returns `null` where there is no such node */
async function adjust(
  db: Database,
  { externalId, ...wanted }: EquipmentNodeInput & { readonly externalId: string },
): Promise<Upserted<EquipmentNode> | null> {
  const known = await findEquipmentNode(db, externalId);
  if (!known) return null;
  if (isAlready(known, wanted)) return { value: known, outcome: 'unchanged' };
  const changed = await updateEquipmentNode(db, known.id, wanted);
  if (changed.ok) return { value: changed.value, outcome: 'updated' };
  const { code, field, message, reason } = changed.problem;
  return refuse(code, field === 'parentId' ? 'parentExternalId' : field, message, reason);
}

async function refuseCycle(tx: Transaction, id: string, parentId: string): Promise<void> {
  // Two moves at a time could make a cycle that neither of them sees.
  await tx.$executeRaw`LOCK TABLE "EquipmentNode" IN SHARE ROW EXCLUSIVE MODE`;
  const ancestors = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE ancestor AS (
      SELECT "id", "parentId" FROM "EquipmentNode" WHERE "id" = ${parentId}::uuid
      UNION SELECT node."id", node."parentId" FROM "EquipmentNode" AS node JOIN ancestor ON node."id" = ancestor."parentId"
    ) SELECT "id"::text FROM ancestor`;
  if (ancestors.some((ancestor) => ancestor.id === id)) {
    refuse('INVALID', 'parentId', 'a node cannot be moved into its own subtree', 'nodeInItself');
  }
}

/** Deletes a node without children and libraries. Problems: NOT_FOUND, IN_USE. */
export function deleteEquipmentNode(db: Database, id: string): Promise<Outcome<EquipmentNode>> {
  return attempt(async () => {
    const nodeCount = await db.prisma.equipmentNode.count({ where: { parentId: id } });
    const libraryCount = await db.prisma.videoLibrary.count({ where: { equipmentNodeId: id } });
    if (nodeCount + libraryCount > 0)
      refuse('IN_USE', 'id', `it has ${nodeCount} nodes and ${libraryCount} libraries below it`, {
        reason: 'nodeInUse',
        nodeCount,
        libraryCount,
      });
    return db.prisma.equipmentNode.delete({ where: { id } });
  });
}

/** The whole tree, parents and children in no particular order of levels, by name. */
export function listEquipmentNodes(db: Database): Promise<EquipmentNode[]> {
  return db.prisma.equipmentNode.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] });
}

export async function getEquipmentNodes(db: Database, ids: readonly string[]): Promise<(EquipmentNode | null)[]> {
  const rows = await db.prisma.equipmentNode.findMany({ where: { id: { in: [...ids] } } });
  return alignRows(ids, rows, ({ id }) => id);
}

export function findEquipmentNode({ prisma }: Database, externalId: string): Promise<EquipmentNode | null> {
  return prisma.equipmentNode.findUnique({ where: { externalId } });
}

/** Children of each node, by name. */
export async function childrenOfNodes(db: Database, parentIds: readonly string[]): Promise<EquipmentNode[][]> {
  const rows = await db.prisma.equipmentNode.findMany({
    where: { parentId: { in: [...parentIds] } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return groupRows(parentIds, rows, ({ parentId }) => parentId ?? '');
}

/** The nodes from the root to each node, itself included. */
export async function pathsOfNodes(db: Database, ids: readonly string[]): Promise<EquipmentNode[][]> {
  const rows = await db.prisma.$queryRaw<(EquipmentNode & { readonly nodeId: string })[]>`
    WITH RECURSIVE path AS (
      SELECT "id" AS "nodeId", 0 AS "height", node.* FROM "EquipmentNode" AS node
      WHERE "id" = ANY (${[...ids]}::uuid[])
      UNION ALL
      SELECT path."nodeId", path."height" + 1, node.* FROM "EquipmentNode" AS node JOIN path ON node."id" = path."parentId"
    ) SELECT * FROM path ORDER BY "height" DESC`;
  return groupRows(ids, rows, ({ nodeId }) => nodeId);
}
