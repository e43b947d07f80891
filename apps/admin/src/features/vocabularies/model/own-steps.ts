/** Ids of changes, kept by the browser's tab: a reload forgets none of them. */
class KeptIds {
  readonly #key: string;
  readonly #ids: Set<string>;

  constructor(key: string) {
    this.#key = key;
    this.#ids = new Set(kept(key));
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  add(ids: readonly string[]): void {
    for (const id of ids) this.#ids.add(id);
    try {
      sessionStorage.setItem(this.#key, JSON.stringify([...this.#ids].slice(-MAX_KEPT)));
    } catch {
      // A browser that keeps nothing: they are known until the page is left.
    }
  }
}

/** Many more than anybody takes back. */
const MAX_KEPT = 500;

function kept(key: string): readonly string[] {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '[]') as string[];
  } catch {
    return [];
  }
}

/** Steps that this tab has made, and those that it has taken back. */
const made = new KeptIds('actionary-steps-made');
const undone = new KeptIds('actionary-steps-undone');

export function noteOwnSteps(ids: readonly string[]): void {
  made.add(ids);
}

export function noteUndone(id: string): void {
  undone.add([id]);
}

/** Nobody else is in for a surprise: what this tab took back, it may do again, whoever had made it. */
export function isOwnStep(id: string, act: 'undo' | 'redo'): boolean {
  return made.has(id) || (act === 'redo' && undone.has(id));
}
