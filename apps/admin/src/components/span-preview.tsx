'use client';

import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { SyntheticEvent } from 'react';
import classes from './span-thumbnail.module.css';

interface Props {
  readonly streamUrl: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** A pointer that only passes by starts nothing. */
const REST_MS = 180;

/** Plays a part of a video over and over, without sound. What cannot be played shows nothing. */
export function SpanPreview({ streamUrl, startMs, endMs }: Props) {
  const isStill = useReducedMotion();
  const [isReady, setIsReady] = useState(false);
  const [isBroken, setIsBroken] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsReady(true), REST_MS);
    return () => clearTimeout(timer);
  }, []);
  if (isStill || !isReady || isBroken) return null;
  const startOver = ({ currentTarget }: SyntheticEvent<HTMLVideoElement>) => {
    if (currentTarget.currentTime * 1000 < endMs) return;
    currentTarget.currentTime = startMs / 1000;
    // A refusal to play leaves the picture.
    currentTarget.play().catch(() => setIsBroken(true));
  };
  return (
    <video
      className={classes.preview}
      src={`${streamUrl}#t=${startMs / 1000}`}
      muted
      autoPlay
      playsInline
      aria-hidden
      tabIndex={-1}
      onTimeUpdate={startOver}
      onEnded={startOver}
      onError={() => setIsBroken(true)}
    />
  );
}
