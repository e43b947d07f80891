'use client';

import { useLocalStorage } from '@mantine/hooks';

/** How long after they have seen something people may say that they press, in milliseconds. */
export const REACTIONS_MS = [0, 100, 200, 300, 400, 500] as const;

/** How a person draws reviews; kept in the browser. */
export interface DrawingOptions {
  /** No gaps between neighbours; see `Speaker`. */
  readonly isGapFree: boolean;
  readonly setGapFree: (isGapFree: boolean) => void;
  /** How much later than it was seen an edge is pressed. */
  readonly reactionMs: number;
  readonly setReaction: (ms: number) => void;
}

export function useDrawingOptions(): DrawingOptions {
  const [isGapFree, setGapFree] = useLocalStorage({ key: 'actionary-gap-free', defaultValue: false });
  const [stored, setReaction] = useLocalStorage<number>({ key: 'actionary-reaction-ms', defaultValue: 0 });
  const reactionMs = REACTIONS_MS.find((ms) => ms === stored) ?? 0;
  return { isGapFree: isGapFree === true, setGapFree, reactionMs, setReaction };
}
