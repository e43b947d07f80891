/** Types of changes of one kind of thing. */
export interface TypeGroup {
  /** What they begin with: `video`. */
  readonly noun: string;
  readonly types: readonly string[];
}

/** Types of changes by what they are about, in the order given. */
export function groupTypes(types: readonly string[]): TypeGroup[] {
  const groups = Map.groupBy(types, (type) => type.split('.')[0]!);
  return [...groups].map(([noun, own]) => ({ noun, types: own }));
}

/** The name of a type's words among the messages, which have no dots in theirs. */
export function messageKeyOf(type: string): string {
  return type.replaceAll('.', '_');
}
