import { Kind } from 'graphql';
import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';

type Asked = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/** Names of all fields that are asked for below a field, at whatever depth; those left out by directives among them. */
export function namesAsked({ fieldNodes, fragments }: Asked): Set<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const look = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const { value: name } = selection.name;
        if (seen.has(name)) continue;
        seen.add(name);
        look(fragments[name]?.selectionSet);
      } else {
        if (selection.kind === Kind.FIELD) names.add(selection.name.value);
        look(selection.selectionSet);
      }
    }
  };
  for (const { selectionSet } of fieldNodes) look(selectionSet);
  return names;
}

const OF_KEY = new Set(['id', '__typename']);
const byNodes = new WeakMap<Asked['fieldNodes'], boolean>();

/** Whether nothing is asked of an object but its id, which whoever refers to it knows. */
export function isOnlyIdAsked(info: Asked): boolean {
  const known = byNodes.get(info.fieldNodes);
  if (known !== undefined) return known;
  const isOnlyId = [...namesAsked(info)].every((name) => OF_KEY.has(name));
  byNodes.set(info.fieldNodes, isOnlyId);
  return isOnlyId;
}
