'use client';

import { useCallback, useMemo, useState } from 'react';
import { elementsOf } from '../reviewing/elements.ts';
import { likelyConcepts } from '../timeline/track.ts';
import type { Track } from '../timeline/track.ts';

/** Concepts whose probability the timeline shows all along, by their indexes. */
export interface Heat {
  /** In the order of the vocabulary. */
  readonly shown: readonly number[];
  /** Those that can be shown: the recognition says somewhere how probable they are. */
  readonly likely: ReadonlySet<number>;
  readonly toggle: (concept: number) => void;
}

/** So many are shown at first. */
const FIRST_COUNT = 8;

/** Those that most time was recognised of, until a person chooses. */
export function useHeat(track: Track): Heat {
  const likely = useMemo(() => likelyConcepts(track), [track]);
  const [shown, setShown] = useState(() => mostRecognised(track));
  const toggle = useCallback((concept: number) => setShown((before) => toggled(before, concept)), []);
  return useMemo(() => ({ shown, likely, toggle }), [shown, likely, toggle]);
}

function mostRecognised(track: Track): number[] {
  return elementsOf(track, [])
    .filter(({ conceptIndex }) => conceptIndex >= 0)
    .toSorted((one, other) => other.times.total - one.times.total)
    .slice(0, FIRST_COUNT)
    .map(({ conceptIndex }) => conceptIndex)
    .toSorted((one, other) => one - other);
}

function toggled(shown: readonly number[], concept: number): number[] {
  return shown.includes(concept)
    ? shown.filter((each) => each !== concept)
    : [...shown, concept].toSorted((one, other) => one - other);
}
