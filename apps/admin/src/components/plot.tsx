'use client';

import { useElementSize } from '@mantine/hooks';
import type { PlotOptions } from '@observablehq/plot';
import { useEffect, useRef } from 'react';
import classes from './plot.module.css';

/** The library, loaded when the first chart is shown. */
export type PlotLibrary = typeof import('@observablehq/plot');

/** Marks, scales, axes: a stable function (`useCallback`), else the chart is drawn again each time. */
export type Draw = (plot: PlotLibrary, width: number) => PlotOptions;

interface Props {
  /** What the chart shows, in a sentence: for those who do not see it. */
  readonly label: string;
  /** Pixels; kept free until the chart is there. */
  readonly height: number;
  readonly draw: Draw;
}

/** A chart, as wide as there is room, in the colours of the theme: marks may use `currentColor` and `var(--…)`. */
export function Plot({ label, height, draw }: Props) {
  const { ref: room, width } = useElementSize();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (width === 0) return undefined;
    let isGone = false;
    void import('@observablehq/plot').then((library) => {
      if (isGone) return;
      const chart = library.plot({
        width,
        height,
        style: { background: 'none', fontSize: '12px' },
        ...draw(library, width),
      });
      // Links are for the pointer: the chart is one picture, and what it leads to is in a table as well.
      for (const link of chart.querySelectorAll('a')) link.setAttribute('tabindex', '-1');
      place.current?.replaceChildren(chart);
    });
    return () => {
      isGone = true;
    };
  }, [draw, height, width]);
  return (
    <div ref={room} className={classes.plot} style={{ minHeight: height }}>
      <div ref={place} aria-hidden />
      {/* Over the chart and not around it: a picture has no links. */}
      <div className={classes.picture} role="img" aria-label={label} />
    </div>
  );
}
