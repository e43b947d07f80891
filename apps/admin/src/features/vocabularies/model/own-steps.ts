/** Steps that this window has made, and those that it has taken back; by the ids of the draft's changes. */
const made = new Set<string>();
const undone = new Set<string>();

export function noteOwnSteps(ids: readonly string[]): void {
  for (const id of ids) made.add(id);
}

export function noteUndone(id: string): void {
  undone.add(id);
}

/** Nobody else is in for a surprise: what this window took back, it may do again, whoever had made it. */
export function isOwnStep(id: string, act: 'undo' | 'redo'): boolean {
  return made.has(id) || (act === 'redo' && undone.has(id));
}
