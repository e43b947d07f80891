'use client';

import { useMemo, useState } from 'react';
import type { ReviewTrack } from '../../../../generated/graphql.ts';
import type { ShownLane } from '../api/use-reviews.ts';
import type { Reviewing } from '../reviewing/reviewing.ts';
import type { Subject } from '../reviewing/standing.ts';
import type { Track } from '../timeline/track.ts';
import { useReviewing } from './use-reviewing.ts';

interface Options extends Omit<Subject, 'store'> {
  /** What has been said; the work first. */
  readonly lanes: readonly ShownLane[];
}

/** Which of the tracks is spoken of. */
export interface Writing {
  readonly written: ReviewTrack;
  /** What has been recognised of it. */
  readonly spoken: Track;
  readonly reviewing: Reviewing;
  readonly write: (track: ReviewTrack) => void;
  readonly writeNext: () => void;
}

/** The work at first. */
export function useWriting({ lanes, track, ...subject }: Options): Writing {
  const [chosen, choose] = useState<ReviewTrack>('work');
  const own = lanes.find((lane) => lane.track === chosen) ?? lanes[0]!;
  const written = own.track;
  // Nothing is recognised of hands and machines.
  const spoken = useMemo(() => (written === 'work' ? track : { ...track, segments: [] }), [written, track]);
  const reviewing = useReviewing({ ...subject, track: spoken, store: own.store });
  const write = (next: ReviewTrack) => {
    if (next === written) return;
    // What is being drawn belongs to the track that it was begun in.
    if (reviewing.drawing) reviewing.confirm();
    choose(next);
  };
  const writeNext = () => write(lanes[(lanes.indexOf(own) + 1) % lanes.length]!.track);
  return { written, spoken, reviewing, write, writeNext };
}
