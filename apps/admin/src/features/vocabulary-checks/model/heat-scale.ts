/** Steps of colour between the least and the most similar. */
export const STEP_COUNT = 16;

/** Values outside the diagonal decide the scale: a concept is always alike itself. @param values row by row, `size` each */
export function heatScale(values: readonly number[], size: number) {
  const others = values.filter((_, index) => Math.floor(index / size) !== index % size);
  const low = others.length > 0 ? Math.min(...others) : 0;
  const high = others.length > 0 ? Math.max(...others) : 1;
  const stepOf = (value: number) => {
    if (high === low) return STEP_COUNT - 1;
    const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
    return Math.round(share * (STEP_COUNT - 1));
  };
  return { low, high, stepOf };
}

/** Where an arrow key leads from a cell; null for other keys. */
export function movedCell(cell: { readonly row: number; readonly column: number }, key: string, size: number) {
  const moves: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    Home: [0, -size],
    End: [0, size],
    PageUp: [-size, 0],
    PageDown: [size, 0],
  };
  const move = moves[key];
  if (!move) return null;
  const within = (place: number) => Math.min(Math.max(place, 0), size - 1);
  return { row: within(cell.row + move[0]), column: within(cell.column + move[1]) };
}
