'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { Ref } from 'react';
import { ConceptMark } from '../../../components/concept-mark.tsx';
import { formatPercent } from '../../../lib/format.ts';
import type { Review } from '../reviewing/review.ts';
import { colorOf } from '../timeline/track.ts';
import type { Track } from '../timeline/track.ts';
import { ReviewMark } from './review-mark.tsx';
import classes from './segments.module.css';
import { useReviewLook } from './use-review-look.ts';
import { useFormatTime, useLabelOf } from './video-context.ts';

interface Props {
  readonly ref: Ref<HTMLDivElement>;
  readonly id: string;
  readonly index: number;
  /** Pixels from the top of the table's body. */
  readonly top: number;
  readonly track: Track;
  /** What was said about it; null: nothing. */
  readonly review: Review | null;
  readonly isCurrent: boolean;
  readonly isCursor: boolean;
  readonly onSeek: () => void;
}

export function SegmentRow({ ref, id, index, top, track, review, isCurrent, isCursor, onSeek }: Props) {
  const locale = useLocale();
  const format = useFormatTime();
  const labelOf = useLabelOf(track);
  const { startMs, endMs, conceptIndex, probability, runnersUp } = track.segments[index]!;
  const others = runnersUp.map((each) => `${labelOf(each.conceptIndex)} ${formatPercent(each.probability, locale)}`);
  const figures = { number: index + 1, start: format(startMs), end: format(endMs), length: format(endMs - startMs) };
  return (
    <div
      ref={ref}
      data-index={index}
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isCurrent}
      data-cursor={isCursor || undefined}
      className={`${classes.row} ${classes.line}`}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onSeek}
    >
      {Object.entries(figures).map(([column, figure]) => (
        <span key={column} role="gridcell" className={classes[column]}>
          {figure}
        </span>
      ))}
      <span role="gridcell" className={classes.concept}>
        <ConceptMark color={colorOf(track, conceptIndex)} />
        <span>{labelOf(conceptIndex)}</span>
      </span>
      <span role="gridcell" className={classes.probability}>
        {formatPercent(probability, locale)}
      </span>
      <span role="gridcell" className={classes.review}>
        {review ? <Said review={review} track={track} /> : null}
      </span>
      <span role="gridcell" className={classes.runnersUp}>
        {others.join(' · ')}
      </span>
    </div>
  );
}

function Said({ review, track }: { readonly review: Review; readonly track: Track }) {
  const t = useTranslations('videos.review');
  const { verdict } = review;
  return <ReviewMark verdict={verdict} label={`${t(`verdict.${verdict}`)}: ${useReviewLook(track)(review).label}`} />;
}
