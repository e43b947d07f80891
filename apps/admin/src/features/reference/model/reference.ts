/** The API's contract as its pages show it. */
export interface Reference {
  /** Of the product. */
  readonly version: string;
  /** The last one whose contract was released; what is not in it is new. */
  readonly releasedVersion: string;
  /** What the contract says at its head. */
  readonly introduction: string;
  /** In the contract's order. */
  readonly entries: readonly ReferenceEntry[];
  /** Files by name. */
  readonly examples: Readonly<Record<string, string>>;
}

/** What an entry is under: a part of its page's address. */
export const REFERENCE_KINDS = ['queries', 'mutations', 'subscriptions', 'types'] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

export interface ReferenceEntry {
  readonly kind: ReferenceKind;
  readonly name: string;
  /** What it is about: the contract's headings. */
  readonly section: string;
  readonly description: string | null;
  /** `type`, `input`, `enum`, `interface`, `union`, `scalar`; of what is asked, that it is asked. */
  readonly form: 'operation' | 'type' | 'input' | 'enum' | 'interface' | 'union' | 'scalar';
  /** What it gives; null for types. */
  readonly type: string | null;
  readonly permission: string;
  readonly isNew: boolean;
  /** Why it should not be used any more. */
  readonly deprecation: string | null;
  /** Of a type or an input; of an operation, its arguments; of an enum, its values. */
  readonly fields: readonly ReferenceField[];
  /** Of a union or an interface: types that it may be. Of a type: interfaces that it is. */
  readonly related: readonly string[];
  /** A request to begin with; null for types. */
  readonly example: string | null;
}

export interface ReferenceField {
  readonly name: string;
  /** As GraphQL writes it; null for values of enums. */
  readonly type: string | null;
  /** As GraphQL writes it. */
  readonly defaultValue: string | null;
  readonly description: string | null;
  readonly permission: string;
  readonly isNew: boolean;
  readonly deprecation: string | null;
  readonly args: readonly ReferenceField[];
}

export function entryAddress({ kind, name }: Pick<ReferenceEntry, 'kind' | 'name'>): string {
  return `/reference/${kind}/${name}`;
}

/** A type as it is written, in parts: what is between names, and names. `[Video!]!` → `[`, `Video`, `!]!` */
export function typeParts(type: string): { readonly before: string; readonly name: string; readonly after: string } {
  const [, before = '', name = type, after = ''] = /^(\W*)(\w+)(\W*)$/.exec(type) ?? [];
  return { before, name, after };
}
