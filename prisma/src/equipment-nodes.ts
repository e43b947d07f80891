import { Prisma } from '../generated/client.ts';
import type { EquipmentLevel, EquipmentNode } from '../generated/client.ts';
import { alignRows, groupRows } from './batch.ts';
import type { Database } from './database.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';

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
    db.prisma.$transaction(async (tx) => {
      if (changes.name !== undefined) requireName(changes.name);
      if (changes.parentId) await refuseCycle(tx, id, changes.parentId);
      return tx.equipmentNode.update({ where: { id }, data: changes });
    }),
  );
}

function requireName(name: string): void {
  if (name.trim() === '') refuse('INVALID', 'name', 'a name is needed');
}

async function refuseCycle(tx: Prisma.TransactionClient, id: string, parentId: string): Promise<void> {
  // Two moves at a time could make a cycle that neither of them sees.
  await tx.$executeRaw`LOCK TABLE "EquipmentNode" IN SHARE ROW EXCLUSIVE MODE`;
  const ancestors = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE ancestor AS (
      SELECT "id", "parentId" FROM "EquipmentNode" WHERE "id" = ${parentId}::uuid
      UNION SELECT node."id", node."parentId" FROM "EquipmentNode" AS node JOIN ancestor ON node."id" = ancestor."parentId"
    ) SELECT "id"::text FROM ancestor`;
  if (ancestors.some((ancestor) => ancestor.id === id)) {
    refuse('INVALID', 'parentId', 'a node cannot be moved into its own subtree');
  }
}

/** Deletes a node without children and libraries. Problems: NOT_FOUND, IN_USE. */
export function deleteEquipmentNode(db: Database, id: string): Promise<Outcome<EquipmentNode>> {
  return attempt(async () => {
    const found = await db.prisma.equipmentNode.findUnique({
      where: { id },
      select: { _count: { select: { children: true, libraries: true } } },
    });
    const { children = 0, libraries = 0 } = found?.['_count'] ?? {};
    if (children + libraries > 0)
      refuse('IN_USE', 'id', `it has ${children} nodes and ${libraries} libraries below it`);
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
