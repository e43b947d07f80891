/**
 * Intersection over union of two half-open intervals in the same unit (tIoU); 0 … 1, 0 where both are empty.
 */
export function temporalIou(
  a: { readonly start: number; readonly end: number },
  b: { readonly start: number; readonly end: number },
): number {
  const intersection = Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
  const union = a.end - a.start + (b.end - b.start) - intersection;
  return union > 0 ? intersection / union : 0;
}
