/** Where tasks stand in a queue that several groups share; lower comes first. */
export interface QueuePlaces {
  /** Of what is being done, or comes next; 0 where nothing waits. */
  readonly first: number;
  /** By group, of its task that comes last. */
  readonly last: ReadonlyMap<string, number>;
}

/**
 * Places for new tasks: those of a group stand one behind the other, and the groups take turns, whoever came first and
 * however many they bring. A new group begins where the queue is now, since what it has not asked for before is not owed
 * to it (start-time fair queueing).
 *
 * @param groups of the new tasks, in their order
 * @see Goyal, Vin, Cheng: Start-time Fair Queueing (1996)
 * @example fairPlaces(['b', 'b', 'a'], { first: 5, last: new Map([['a', 900]]) }) // [5, 6, 901]
 */
export function fairPlaces(groups: readonly string[], { first, last }: QueuePlaces): number[] {
  const places = new Map(last);
  return groups.map((group) => {
    const place = Math.max(first, (places.get(group) ?? -Infinity) + 1);
    places.set(group, place);
    return place;
  });
}
