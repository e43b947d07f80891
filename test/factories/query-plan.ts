import type { Pool } from 'pg';
import type { Statement } from './database.ts';

/** What a statement reads. */
export interface Reading {
  readonly text: string;
  /** Rows that are looked at in a table, whether or not they are wanted; the most of all its mentions. */
  readonly rowsByTable: Readonly<Record<string, number>>;
  /** Rows that are sorted at once, at most. */
  readonly sortedRows: number;
}

/**
 * How a statement is carried out: of a query as it really is, of a change as it is planned.
 * @param rowCounts by table
 * @returns `null` for what reads nothing
 */
export async function readingOf(
  pool: Pool,
  { text, values }: Statement,
  rowCounts: ReadonlyMap<string, number>,
): Promise<Reading | null> {
  const query = /^COPY \((.*)\) TO STDOUT/s.exec(text)?.[1] ?? text;
  if (!/^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b/i.test(query)) return null;
  // What is analysed is carried out: changes are not, those within a WITH included.
  const isQuery = /^\s*(SELECT|WITH)\b/i.test(query) && !/\b(INSERT INTO|UPDATE|DELETE FROM) "/i.test(query);
  const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `EXPLAIN (FORMAT JSON${isQuery ? ', ANALYZE, TIMING FALSE' : ''}) ${query}`,
    [...values],
  );
  const nodes = nodesOf(rows[0]!['QUERY PLAN'][0].Plan);
  const rowsByTable: Record<string, number> = {};
  for (const node of nodes) {
    const table = node['Relation Name'];
    if (table && node['Node Type'] !== 'ModifyTable')
      rowsByTable[table] = Math.max(rowsByTable[table] ?? 0, rowsOf(node, rowCounts));
  }
  const sorts = nodes.filter((node) => node['Node Type'] === 'Sort').map(({ Plans: below }) => below![0]!);
  return { text, rowsByTable, sortedRows: Math.max(0, ...sorts.map((node) => rowsOf(node, rowCounts))) };
}

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Plan Rows': number;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly Plan[];
}

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

function rowsOf(node: Plan, rowCounts: ReadonlyMap<string, number>): number {
  const actual = node['Actual Rows'];
  if (actual === undefined)
    return node['Node Type'] === 'Seq Scan' ? rowCounts.get(node['Relation Name']!)! : node['Plan Rows'];
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return (actual + removed) * node['Actual Loops']!;
}
