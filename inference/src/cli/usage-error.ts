/** What was asked for cannot be understood; the message names the option and the remedy. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A number option. @throws {UsageError} naming the option and its range */
export function numberOption(
  name: string,
  value: string | undefined,
  { min, max = Infinity, isInteger = false }: { min: number; max?: number; isInteger?: boolean },
): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  const isValid = value.trim() !== '' && number >= min && number <= max && (!isInteger || Number.isInteger(number));
  if (isValid && Number.isFinite(number)) return number;
  const kind = isInteger ? 'a whole number' : 'a number';
  const range = max === Infinity ? `of at least ${min}` : `from ${min} to ${max}`;
  throw new UsageError(`--${name} takes ${kind} ${range}, not "${value}"`);
}
