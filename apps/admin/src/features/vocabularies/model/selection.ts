/** Lines that something is done with, and the one that a range begins at. */
export interface Selection {
  readonly keys: ReadonlySet<string>;
  readonly anchor: string | null;
}

export const NO_SELECTION: Selection = { keys: new Set(), anchor: null };

/** Adds a line, or takes it away. */
export function toggled({ keys }: Selection, key: string): Selection {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return { keys: next, anchor: key };
}

/** From the anchor to a line, whatever was chosen before. */
export function extended({ anchor }: Selection, from: string | null, to: string, order: readonly string[]): Selection {
  const start = anchor ?? from ?? to;
  const [one, other] = [order.indexOf(start), order.indexOf(to)];
  if (one < 0 || other < 0) return { keys: new Set([to]), anchor: to };
  return { keys: new Set(order.slice(Math.min(one, other), Math.max(one, other) + 1)), anchor: start };
}

/** What a command is meant for: the lines chosen, in order, else the one under the cursor. */
export function meant({ keys }: Selection, cursor: string | null, order: readonly string[]): string[] {
  const chosen = order.filter((key) => keys.has(key));
  if (chosen.length > 1 || (chosen.length === 1 && cursor === null)) return chosen;
  return cursor === null ? [] : [cursor];
}
