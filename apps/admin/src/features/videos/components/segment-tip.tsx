'use client';

import { useLocale } from 'next-intl';
import { formatPercent } from '../../../lib/format.ts';
import { probabilityOf } from '../timeline/track.ts';
import type { Track, TrackSegment } from '../timeline/track.ts';
import classes from './timeline.module.css';
import { useFormatTime, useLabelOf } from './video-context.ts';

/** What the pointer is over. */
export interface Tip {
  readonly x: number;
  readonly y: number;
  readonly segment: TrackSegment;
  readonly track: Track;
  /** The concept of the heat strip that it is over. */
  readonly concept: number | null;
}

export function SegmentTip({ tip, widthPx }: { readonly tip: Tip; readonly widthPx: number }) {
  const locale = useLocale();
  const format = useFormatTime();
  const { x, y, segment, track, concept } = tip;
  const labelOf = useLabelOf(track);
  const side = x > widthPx / 2 ? { right: widthPx - x + 12 } : { left: x + 12 };
  const shown = concept ?? segment.conceptIndex;
  const probability = concept === null ? segment.probability : probabilityOf(segment, concept);
  return (
    <div className={classes.tip} style={{ top: y + 16, ...side }} aria-hidden>
      <strong>{labelOf(shown)}</strong> {formatPercent(probability, locale)}
      <br />
      {format(segment.startMs)} – {format(segment.endMs)} ({format(segment.endMs - segment.startMs)})
    </div>
  );
}
