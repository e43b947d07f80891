import type { StationFragment } from '../../../../generated/graphql.ts';

/** A row of the tree as it is shown. */
export interface StationRow {
  readonly station: StationFragment;
  /** 1: a root. */
  readonly depth: number;
  readonly hasChildren: boolean;
  readonly isOpen: boolean;
}

/** Children by their parent's id, roots under `null`, in the order they are given. */
function childrenByParent(stations: readonly StationFragment[]): ReadonlyMap<string | null, StationFragment[]> {
  return Map.groupBy(stations, ({ parent }) => parent?.id ?? null);
}

/** The rows that are to be seen, from top to bottom. */
export function visibleRows(stations: readonly StationFragment[], closed: ReadonlySet<string>): StationRow[] {
  const children = childrenByParent(stations);
  const rowsBelow = (parentId: string | null, depth: number): StationRow[] =>
    (children.get(parentId) ?? []).flatMap((station) => {
      const hasChildren = children.has(station.id);
      const isOpen = hasChildren && !closed.has(station.id);
      return [{ station, depth, hasChildren, isOpen }, ...(isOpen ? rowsBelow(station.id, depth + 1) : [])];
    });
  return rowsBelow(null, 1);
}

/** Ids of a station and of all below it. */
export function subtreeIds(stations: readonly StationFragment[], id: string): ReadonlySet<string> {
  const children = childrenByParent(stations);
  const ids = new Set<string>();
  const collect = (each: string) => {
    ids.add(each);
    for (const child of children.get(each) ?? []) collect(child.id);
  };
  collect(id);
  return ids;
}

/** From the root to the station, itself included; empty where there is no such station. */
function pathTo(stations: readonly StationFragment[], id: string | null): StationFragment[] {
  const byId = new Map(stations.map((station) => [station.id, station]));
  const path: StationFragment[] = [];
  for (let at = byId.get(id ?? ''); at; at = byId.get(at.parent?.id ?? '')) path.unshift(at);
  return path;
}

/** A path in one line, e.g. `Plant ▸ Line 2`. */
export function pathText(stations: readonly StationFragment[], id: string | null): string {
  return pathTo(stations, id)
    .map(({ name }) => name)
    .join(' ▸ ');
}

/** The stations as choices: the name first, since what is above it tells less and may be cut off. */
export function stationChoices(stations: readonly StationFragment[]): { value: string; label: string }[] {
  return stations
    .map(({ id, name, parent }) => ({ name, value: id, above: pathText(stations, parent?.id ?? null) }))
    .toSorted((a, b) => a.above.localeCompare(b.above) || a.name.localeCompare(b.name))
    .map(({ name, value, above }) => ({ value, label: above ? `${name} — ${above}` : name }));
}

/** For each station the sum over what hangs on it and below it. */
export function sumBySubtree(
  stations: readonly StationFragment[],
  things: readonly { readonly stationId: string; readonly count: number }[],
): ReadonlyMap<string, number> {
  const parents = new Map(stations.map(({ id, parent }) => [id, parent?.id]));
  const sums = new Map<string, number>();
  for (const { stationId, count } of things) {
    for (let id: string | undefined = stationId; id !== undefined; id = parents.get(id)) {
      sums.set(id, (sums.get(id) ?? 0) + count);
    }
  }
  return sums;
}
