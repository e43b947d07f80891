import type { Estimate } from '@actionary/inference/domain';
import { z } from 'zod';

/** An estimate as it is stored; without bounds where nothing can be said about them. */
export const estimate = z.object({ value: z.number(), low: z.number().nullable(), high: z.number().nullable() });

/** JSON has no infinity. */
export function toEstimate({ mean, low, high }: Pick<Estimate, 'mean' | 'low' | 'high'>): z.infer<typeof estimate> {
  const bound = (value: number) => (Number.isFinite(value) ? value : null);
  return { value: mean, low: bound(low), high: bound(high) };
}
