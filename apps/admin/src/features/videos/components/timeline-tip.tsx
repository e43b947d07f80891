'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { formatPercent } from '../../../lib/format.ts';
import { useWithAside } from '../../../lib/use-with-aside.ts';
import type { Review, Span } from '../reviewing/review.ts';
import { probabilityOf } from '../timeline/track.ts';
import type { Track } from '../timeline/track.ts';
import { ReviewMark } from './review-mark.tsx';
import type { ReviewTip, SegmentTip } from './timeline-scene.ts';
import classes from './timeline.module.css';
import { useReviewLook } from './use-review-look.ts';
import { useFormatTime, useLabelOf } from './video-context.ts';

interface Props {
  readonly tip: SegmentTip | ReviewTip;
  readonly track: Track;
  readonly widthPx: number;
}

export function TimelineTip({ tip, track, widthPx }: Props) {
  const { x, y } = tip;
  const side = x > widthPx / 2 ? { right: widthPx - x + 12 } : { left: x + 12 };
  return (
    <div className={classes.tip} style={{ top: y + 16, ...side }} aria-hidden>
      {'review' in tip ? <OfReview review={tip.review} track={track} /> : <OfSegment tip={tip} />}
    </div>
  );
}

function OfSegment({ tip: { segment, track, concept } }: { readonly tip: SegmentTip }) {
  const locale = useLocale();
  const labelOf = useLabelOf(track);
  const probability = concept === null ? segment.probability : probabilityOf(segment, concept);
  return (
    <WithTimes span={segment}>
      <strong>{labelOf(concept ?? segment.conceptIndex)}</strong> {formatPercent(probability, locale)}
    </WithTimes>
  );
}

function OfReview({ review, track }: { readonly review: Review; readonly track: Track }) {
  const t = useTranslations('videos.review');
  const { label } = useReviewLook(track)(review);
  const { verdict, person } = review;
  return (
    <WithTimes span={review}>
      <ReviewMark verdict={verdict} size={14} /> <strong>{label}</strong>{' '}
      {person === null ? t(`verdict.${verdict}`) : t('verdictBy', { verdict: t(`verdict.${verdict}`), person })}
    </WithTimes>
  );
}

function WithTimes({ span: { startMs, endMs }, children }: { readonly span: Span; readonly children: ReactNode }) {
  const format = useFormatTime();
  const withAside = useWithAside();
  return (
    <>
      {children}
      <br />
      {startMs === endMs
        ? format(startMs)
        : withAside(`${format(startMs)} – ${format(endMs)}`, format(endMs - startMs))}
    </>
  );
}
