import type { VideoThumbnailFragment } from '../../generated/graphql.ts';
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
      <span
        className={classes.strip}
        style={{
          aspectRatio: `${frameWidth} / ${frameHeight}`,
          backgroundImage: `url("${url}")`,
          backgroundSize: `${frameCount * 100}% 100%`,
          backgroundPosition: `${frameCount > 1 ? (index / (frameCount - 1)) * 100 : 0}% 0`,
        }}
      />
    </span>
  );
}
