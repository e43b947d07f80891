'use client';

import { useLocale, useTranslations } from 'next-intl';
import { ConceptMark } from '../../../components/concept-mark.tsx';
import { formatPercent } from '../../../lib/format.ts';
import type { Review } from '../reviewing/review.ts';
import { colorOf } from '../timeline/track.ts';
import type { Track } from '../timeline/track.ts';
import { ReviewMark } from './review-mark.tsx';
import classes from './tables.module.css';
import { useReviewLook } from './use-review-look.ts';
import { useFormatTime, useLabelOf } from './video-context.ts';

interface Props {
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

export function SegmentRow({ id, index, top, track, review, isCurrent, isCursor, onSeek }: Props) {
  const locale = useLocale();
  const format = useFormatTime();
  const labelOf = useLabelOf(track);
  const { startMs, endMs, conceptIndex, probability, runnersUp } = track.segments[index]!;
  const others = runnersUp.map((each) => `${labelOf(each.conceptIndex)} ${formatPercent(each.probability, locale)}`);
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isCurrent}
      data-cursor={isCursor || undefined}
      className={`${classes.row} ${classes.line}`}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onSeek}
    >
      {[index + 1, format(startMs), format(endMs), format(endMs - startMs)].map((figure, column) => (
        <span key={column} role="gridcell" className={classes.figure}>
          {figure}
        </span>
      ))}
      <span role="gridcell" className={classes.text}>
        <ConceptMark color={colorOf(track, conceptIndex)} />
        <span className={classes.cut} title={labelOf(conceptIndex)}>
          {labelOf(conceptIndex)}
        </span>
      </span>
      <span role="gridcell" className={classes.figure}>
        {formatPercent(probability, locale)}
      </span>
      <span role="gridcell" className={classes.sign}>
        {review ? <Said review={review} track={track} /> : null}
      </span>
      <span role="gridcell" className={classes.cut} title={others.join(' · ')}>
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
