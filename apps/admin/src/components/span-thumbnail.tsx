'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { SpanVideoFragment } from '../../generated/graphql.ts';
import { formatLength } from '../lib/format.ts';
import classes from './span-thumbnail.module.css';
import { Picture } from './picture.tsx';
import { SpanPreview } from './span-preview.tsx';
import { SpriteFrame } from './sprite-frame.tsx';
import frame from './video-thumbnail.module.css';
import { NoPicture } from './video-thumbnail.tsx';

interface Props {
  readonly video: SpanVideoFragment;
  /** `[startMs, endMs)` */
  readonly startMs: number;
  readonly endMs: number;
  /** A picture from the middle of the span; without one, the strip of the whole video has to do. */
  readonly pictureUrl?: string | undefined;
}

/** A part of a video: a picture from its middle, the part itself while the pointer rests on it, a link to it. */
export function SpanThumbnail({ video, startMs, endMs, pictureUrl }: Props) {
  const t = useTranslations('span');
  const [isPlaying, setIsPlaying] = useState(false);
  const time = `${formatLength(startMs)} – ${formatLength(endMs)}`;
  return (
    <Link
      href={`/videos/${video.id}?t=${startMs}`}
      prefetch={false}
      className={classes.link}
      aria-label={t('open', { name: video.name, time })}
      title={video.name}
      onPointerEnter={({ pointerType }) => setIsPlaying(pointerType !== 'touch')}
      onPointerLeave={() => setIsPlaying(false)}
    >
      <span className={frame.frame}>
        <Still video={video} middleMs={(startMs + endMs) / 2} pictureUrl={pictureUrl} />
        {isPlaying && video.streamUrl ? (
          <SpanPreview streamUrl={video.streamUrl} startMs={startMs} endMs={endMs} />
        ) : null}
        <time className={frame.length}>{time}</time>
      </span>
    </Link>
  );
}

function Still({ video, middleMs, pictureUrl }: Pick<Props, 'video' | 'pictureUrl'> & { readonly middleMs: number }) {
  const { sprite, durationMs, posterUrl, isViewable } = video;
  if (!isViewable) return <NoPicture video={video} />;
  if (!pictureUrl && sprite && durationMs) return <SpriteFrame sprite={sprite} position={middleMs / durationMs} />;
  const url = pictureUrl ?? posterUrl;
  if (url) return <Picture className={classes.picture} src={url} />;
  return <NoPicture video={video} />;
}
