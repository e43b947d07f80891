import type { VideoThumbnailFragment } from '../../generated/graphql.ts';
import { Picture } from './picture.tsx';
import classes from './video-thumbnail.module.css';

interface Props {
  readonly sprite: NonNullable<VideoThumbnailFragment['sprite']>;
  /** 0 … 1 */
  readonly position: number;
}

/** One frame of the strip, as large as the poster. */
export function SpriteFrame({ sprite: { url, frameCount, frameWidth, frameHeight }, position }: Props) {
  const index = Math.min(frameCount - 1, Math.floor(position * frameCount));
  return (
    <span className={classes.sprite} aria-hidden>
      <span className={classes.window} style={{ aspectRatio: `${frameWidth} / ${frameHeight}` }}>
        <Picture
          className={classes.strip}
          src={url}
          style={{ width: `${frameCount * 100}%`, transform: `translateX(${(-100 * index) / frameCount}%)` }}
        />
      </span>
    </span>
  );
}
