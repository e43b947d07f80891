'use client';

import { Anchor, Button, Kbd, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { ReviewTrack } from '../../../../generated/graphql.ts';
import { useShortcut } from '../../../lib/page-keys.tsx';
import { useMayNot } from '../../../lib/use-viewer.ts';
import { progressOf } from '../reviewing/progress.ts';
import type { Reviewing } from '../reviewing/reviewing.ts';
import { isDivisible, joinable } from '../reviewing/split-join.ts';
import type { Review } from '../reviewing/review.ts';
import type { Target } from '../reviewing/target.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import type { Track } from '../timeline/track.ts';
import { EdgeButtons } from './edge-buttons.tsx';
import { ReviewMark } from './review-mark.tsx';
import { ReviewProgress } from './review-progress.tsx';
import classes from './review.module.css';
import { useReviewLook } from './use-review-look.ts';
import { canConfirm, useInstant, useTarget } from './use-reviewing.ts';
import { useFormatTime } from './video-context.ts';

interface Props {
  readonly clock: PlayerClock;
  /** What has been recognised of the track that is spoken of. */
  readonly track: Track;
  readonly written: ReviewTrack;
  readonly reviewing: Reviewing;
}

/** What a person says about what is under the player's time, or about what they have marked. */
export const ReviewPanel = memo(function ReviewPanel({ clock, track, written, reviewing }: Props) {
  const t = useTranslations('videos.review');
  const may = useTranslations('common.may');
  const mayNotReview = useMayNot('curate');
  const target = useTarget(clock, reviewing);
  const instant = useInstant(clock, reviewing);
  const { isOpen } = reviewing;
  const { reviewedCount, segmentCount } = progressOf(track, reviewing.reviews);
  return (
    <section className={classes.panel} aria-label={t('label')}>
      <ReviewProgress track={track} written={written} reviewing={reviewing} />
      {isOpen ? (
        <>
          <TargetLine target={target} instant={instant} track={track} reviewing={reviewing} />
          <div className={classes.actions}>
            <Act
              mark={<ReviewMark verdict="confirm" />}
              keyCap="↵"
              shortcut="Enter"
              isEnabled={canConfirm(reviewing, track, target)}
              onAct={reviewing.confirm}
            >
              {t('confirm')}
            </Act>
            <Act
              mark={<ReviewMark verdict="reject" />}
              keyCap="X"
              isEnabled={target !== null}
              onAct={() => reviewing.say(null)}
            >
              {t('reject')}
            </Act>
            <Act keyCap="I" isEnabled onAct={reviewing.markStart}>
              {t('markStart')}
            </Act>
            <Act keyCap="O" isEnabled onAct={reviewing.markEnd}>
              {t('markEnd')}
            </Act>
            <Act keyCap="S" isEnabled={isDivisible(track, target)} onAct={reviewing.split}>
              {t('split')}
            </Act>
            <Act keyCap="M" isEnabled={joinable(track, reviewing.lane, target) !== null} onAct={reviewing.join}>
              {t('join')}
            </Act>
            <Act keyCap="T" isEnabled isPressed={reviewing.saysInstants} onAct={reviewing.toggleInstants}>
              {t('instants')}
            </Act>
          </div>
          <EdgeButtons target={target} instant={instant} reviewing={reviewing} />
        </>
      ) : (
        <Text size="sm" c="dimmed">
          {mayNotReview ? may('curate') : t('closed')}
        </Text>
      )}
      {segmentCount > 0 && reviewedCount === segmentCount ? (
        <Text size="sm">
          {t('finished')}{' '}
          <Anchor component={Link} href="/adapters" size="sm">
            {t('toAdapters')}
          </Anchor>
        </Text>
      ) : null}
    </section>
  );
});

function TargetLine({
  target,
  instant,
  track,
  reviewing: { mark, drawing, saysInstants },
}: Omit<Props, 'clock' | 'written'> & { readonly target: Target | null; readonly instant: Review | null }) {
  const t = useTranslations('videos.review');
  const format = useFormatTime();
  const lookOf = useReviewLook(track);
  const words = (): ReactNode => {
    if (drawing) return t('drawing', { label: lookOf(drawing).label, from: format(drawing.startMs) });
    if (target?.kind === 'mark') return t('marked', { from: format(target.startMs), to: format(target.endMs) });
    if (mark.startMs !== null) return t('markedStart', { from: format(mark.startMs) });
    if (mark.endMs !== null) return t('markedEnd', { to: format(mark.endMs) });
    const review = instant ?? target?.review;
    if (!review) return t(saysInstants ? 'saysInstants' : target ? 'notReviewed' : 'nothing');
    const { verdict, person } = review;
    const told = t(`verdict.${verdict}`);
    return (
      <>
        <ReviewMark verdict={verdict} />
        <span>
          <b>{lookOf(review).label}</b> {person === null ? told : t('verdictBy', { verdict: told, person })}
        </span>
      </>
    );
  };
  return <div className={classes.target}>{words()}</div>;
}

interface ActProps {
  readonly mark?: ReactNode;
  readonly keyCap: string;
  /** What the key is called, where that is not written on it. */
  readonly shortcut?: string;
  readonly isEnabled: boolean;
  /** Of what goes on until it is ended. */
  readonly isPressed?: boolean;
  readonly onAct: () => void;
  readonly children: ReactNode;
}

function Act({ mark, keyCap, shortcut = keyCap, isEnabled, isPressed, onAct, children }: ActProps) {
  const toldOf = useShortcut();
  return (
    <Button
      variant={isPressed ? 'light' : 'default'}
      aria-pressed={isPressed}
      size="sm"
      px={8}
      fullWidth
      styles={{ label: { flex: 1 }, inner: { width: '100%' } }}
      leftSection={mark}
      rightSection={
        <Kbd size="xs" aria-hidden>
          {keyCap}
        </Kbd>
      }
      aria-keyshortcuts={toldOf(shortcut)}
      disabled={!isEnabled}
      onClick={onAct}
    >
      {children}
    </Button>
  );
}
