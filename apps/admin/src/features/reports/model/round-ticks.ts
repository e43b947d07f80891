/** Round numbers from 0 up to a number, about so many: steps of 1, 2 or 5 times a power of ten. */
export function roundTicks(most: number, count = 5): number[] {
  if (!(most > 0)) return [0];
  const least = most / count;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * [1, 2, 5, 10].find((times) => times * power >= least * (1 - 1e-9))!;
  // Multiplied, not added up: 3 × 0.1 is as near to 0.3 as it gets.
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, index) => index * step);
}
