'use client';

import { useEffect, useRef } from 'react';
import type { CSSProperties } from 'react';
import { Turns } from '../lib/turns.ts';
import classes from './picture.module.css';

/** The server makes pictures when they are asked for, and browsers have six connections to it: data must not wait for pictures. */
const turns = new Turns(3);
/** How near to what is seen a picture is loaded. */
const MARGIN = '120px';

interface Props {
  readonly src: string;
  readonly className?: string | undefined;
  readonly style?: CSSProperties;
}

/** A picture that the server makes: loaded when it comes near what is seen, a few at a time; until then what is behind it is seen. */
export function Picture({ src, className, style }: Props) {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => loadInTurn(image.current!, src), [src]);
  return (
    <img
      ref={image}
      className={`${classes.picture} ${className ?? ''}`}
      style={style}
      alt=""
      decoding="async"
      draggable={false}
    />
  );
}

/** @returns stops loading */
function loadInTurn(image: HTMLImageElement, src: string): () => void {
  let isStarted = false;
  let giveBack = () => {};
  const end = () => {
    delete image.dataset.waiting;
    giveBack();
    observer.disconnect();
  };
  const start = () => {
    isStarted = true;
    image.src = src;
  };
  const observer = new IntersectionObserver(
    (entries) => {
      if (isStarted) return;
      giveBack();
      giveBack = entries.at(-1)!.isIntersecting ? turns.ask(start) : () => {};
    },
    { rootMargin: MARGIN },
  );
  image.dataset.waiting = '';
  image.addEventListener('load', end);
  image.addEventListener('error', end);
  observer.observe(image);
  return () => {
    image.removeEventListener('load', end);
    image.removeEventListener('error', end);
    end();
    // Frees the connection.
    image.removeAttribute('src');
  };
}
