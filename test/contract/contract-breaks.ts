import type { DirectiveNode, DocumentNode } from 'graphql';
import { buildASTSchema, findBreakingChanges, findDangerousChanges, parse, print, visit } from 'graphql';

/**
 * What those who rely on a released contract would notice: what is gone or of another type, needs more than it did, or means
 * something else where it is left out. Values of enums and members of unions may come: the contract says so.
 * @param released without descriptions, as `releasedForm` gives it
 * @returns sentences; empty where everything that was there still is
 */
export function contractBreaks(released: string, present: string): string[] {
  const [before, after] = [parse(released), parse(present)];
  const [old, current] = [buildASTSchema(before), buildASTSchema(after)];
  const dangerous = findDangerousChanges(old, current).filter(({ type }) => type === 'ARG_DEFAULT_VALUE_CHANGE');
  const found = [...findBreakingChanges(old, current), ...dangerous].map(({ description }) => description);
  return [...found, ...permissionBreaks(before, after), ...defaultBreaks(before, after)];
}

/** A contract as it is kept: what is there, without what is said about it. */
export function releasedForm(contract: string): string {
  return `${print(visit(parse(contract), { enter: (node) => ('description' in node ? { ...node, description: undefined } : undefined) }))}\n`;
}

/** Fields that need another permission than they did. */
function permissionBreaks(before: DocumentNode, after: DocumentNode): string[] {
  const needed = permissionsOf(after);
  return [...permissionsOf(before)]
    .filter(([place, permission]) => needed.has(place) && needed.get(place) !== permission)
    .map(([place, permission]) => `${place} needed ${permission}, and now ${needed.get(place)}.`);
}

/** Of each field, `Type.field`; empty where a contract knows none. */
function permissionsOf(contract: DocumentNode): Map<string, string> {
  const found = new Map<string, string>();
  if (!contract.definitions.some((each) => each.kind === 'DirectiveDefinition' && each.name.value === 'requires')) {
    return found;
  }
  for (const definition of contract.definitions) {
    if (definition.kind !== 'ObjectTypeDefinition' && definition.kind !== 'ObjectTypeExtension') continue;
    for (const field of definition.fields ?? []) {
      const permission = requiredBy(field.directives) ?? requiredBy(definition.directives) ?? 'read';
      found.set(`${definition.name.value}.${field.name.value}`, permission);
    }
  }
  return found;
}

function requiredBy(directives: readonly DirectiveNode[] = []): string | null {
  const value = directives.find(({ name }) => name.value === 'requires')?.arguments?.at(0)?.value;
  return value?.kind === 'EnumValue' ? value.value : null;
}

/** Fields of inputs that stand for something else where they are left out. */
function defaultBreaks(before: DocumentNode, after: DocumentNode): string[] {
  const current = defaultsOf(after);
  return [...defaultsOf(before)]
    .filter(([place, value]) => current.has(place) && current.get(place) !== value)
    .map(
      ([place, value]) => `${place} was ${value ?? 'nothing'} by default, and now ${current.get(place) ?? 'nothing'}.`,
    );
}

function defaultsOf(contract: DocumentNode): Map<string, string | null> {
  const found = new Map<string, string | null>();
  for (const definition of contract.definitions) {
    if (definition.kind !== 'InputObjectTypeDefinition' && definition.kind !== 'InputObjectTypeExtension') continue;
    for (const { name, defaultValue } of definition.fields ?? []) {
      found.set(`${definition.name.value}.${name.value}`, defaultValue ? print(defaultValue) : null);
    }
  }
  return found;
}
