'use client';

import { IconAlertTriangle, IconClock, IconEyeOff, IconFileOff } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { PointerEvent } from 'react';
import type { VideoThumbnailFragment } from '../../generated/graphql.ts';
import { formatLength } from '../lib/format.ts';
import { Picture } from './picture.tsx';
import { SpriteFrame } from './sprite-frame.tsx';
import classes from './video-thumbnail.module.css';

const ICONS = {
  pending: IconClock,
  ready: IconClock,
  failed: IconAlertTriangle,
  missing: IconFileOff,
  hidden: IconEyeOff,
} as const;

/** Why there is no picture. */
export function NoPicture({
  video: { status, isViewable },
}: {
  readonly video: Pick<VideoThumbnailFragment, 'status' | 'isViewable'>;
}) {
  const t = useTranslations('thumbnail');
  const why = status === 'ready' && !isViewable ? 'hidden' : status;
  const Icon = ICONS[why];
  return (
    <span className={classes.none}>
      <Icon size={24} stroke={1.5} aria-hidden />
      {t(why)}
    </span>
  );
}

/** A video's poster; a pointer that moves over it leafs through the video. */
export function VideoThumbnail({ video }: { readonly video: VideoThumbnailFragment }) {
  const t = useTranslations('thumbnail');
  const [position, setPosition] = useState<number | null>(null);
  const { posterUrl, sprite, durationMs } = video;
  const follow = ({ currentTarget, clientX, pointerType }: PointerEvent) => {
    if (pointerType === 'touch') return;
    const { left, width } = currentTarget.getBoundingClientRect();
    setPosition(Math.min(0.999, Math.max(0, (clientX - left) / width)));
  };
  return (
    <div className={classes.frame} onPointerMove={follow} onPointerLeave={() => setPosition(null)}>
      {posterUrl ? <Picture className={classes.picture} src={posterUrl} /> : <NoPicture video={video} />}
      {position !== null && sprite ? <SpriteFrame sprite={sprite} position={position} /> : null}
      {position !== null && sprite ? (
        <span className={classes.bar} style={{ width: `${position * 100}%` }} aria-hidden />
      ) : null}
      {durationMs === null ? null : (
        <time className={classes.length} aria-label={t('length')}>
          {position === null ? formatLength(durationMs) : formatLength(position * durationMs)}
        </time>
      )}
    </div>
  );
}
