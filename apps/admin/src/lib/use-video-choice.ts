'use client';

import { useSearchParams } from 'next/navigation';
import { choiceIn, nameOf } from './video-choice.ts';
import type { VideoChoice } from './video-choice.ts';
import { useSetInAddress } from './url-state.ts';

/** The videos that the address means, and how to change one of the conditions. */
export function useVideoChoice() {
  const set = useSetInAddress();
  const choice = choiceIn(useSearchParams());
  const change = (part: keyof VideoChoice, value: string | null) => set(nameOf(part), value);
  return [choice, change] as const;
}
