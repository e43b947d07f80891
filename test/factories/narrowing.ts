/** Statements of a migration that take something from a program that does not know it yet. */

/** What is refused to a table, or taken from it, by one of an ALTER TABLE's actions. */
const NARROWING = [
  /\bDROP\s+COLUMN\b/i,
  /\bRENAME\b/i,
  /\bSET\s+NOT\s+NULL\b/i,
  /\bDROP\s+DEFAULT\b/i,
  /\bALTER\s+COLUMN\s+\S+\s+(SET\s+DATA\s+)?TYPE\b/i,
  /\bADD\s+CONSTRAINT\b/i,
  /\bADD\s+(?:COLUMN\s+)?"\w+"(?=.*\bNOT\s+NULL\b)(?!.*\b(DEFAULT|GENERATED)\b)/i,
];

/**
 * Of tables that were there before: what is dropped or renamed, what may not be left out any more, and what is checked from now on.
 * So do kinds that an older program cannot read. What stands in comments and in bodies of functions does not count.
 * @returns their beginnings; empty: an older program may go on
 */
export function narrowingStatements(sql: string): string[] {
  const statements = sql
    .replaceAll(/--.*$/gm, '')
    .replaceAll(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''")
    .replaceAll(/'(?:[^']|'')*'/g, "''")
    .split(';')
    .map((statement) => statement.replaceAll(/\s+/g, ' ').trim());
  const made = new Set(statements.map((statement) => /^CREATE TABLE (?:IF NOT EXISTS )?("\w+")/i.exec(statement)?.[1]));
  return statements.flatMap((statement) => narrowingOf(statement, made)).map((each) => each.slice(0, 100));
}

function narrowingOf(statement: string, made: ReadonlySet<string | undefined>): string[] {
  if (/^DROP (TABLE|TYPE|VIEW|FUNCTION|SCHEMA)\b/i.test(statement) || /^ALTER TYPE \S+ (RENAME|ADD)\b/i.test(statement))
    return [statement];
  const unique = /^CREATE UNIQUE INDEX .*? ON ("\w+")/i.exec(statement);
  if (unique) return made.has(unique[1]) ? [] : [statement];
  const altered = /^ALTER TABLE (?:ONLY )?("\w+") (.*)$/i.exec(statement);
  if (!altered || made.has(altered[1])) return [];
  const [, table, actions = ''] = altered;
  const isNarrow = (action: string) => NARROWING.some((pattern) => pattern.test(action));
  return actionsOf(actions)
    .filter(isNarrow)
    .map((action) => `${table} ${action}`);
}

/** Apart at the commas that are in no parentheses. */
function actionsOf(actions: string): string[] {
  const found = [''];
  let depth = 0;
  for (const letter of actions) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === ',' && depth === 0) found.push('');
    else found[found.length - 1] += letter;
  }
  return found.map((action) => action.trim());
}
