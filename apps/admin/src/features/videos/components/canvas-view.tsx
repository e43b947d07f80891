'use client';

import { useComputedColorScheme } from '@mantine/core';
import { memo, useEffect, useEffectEvent, useRef } from 'react';
import type { HTMLAttributes, Ref } from 'react';
import { paletteOf, sharpContext } from '../timeline/painting.ts';
import type { Paint, Palette } from '../timeline/painting.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';

interface Props extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  readonly clock: Pick<PlayerClock, 'onTime'>;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly paint: Paint;
  readonly ref?: Ref<HTMLDivElement>;
}

/** A canvas that is painted at most once a frame: when it renders, and when the player's time changes. */
export const CanvasView = memo(function CanvasView(props: Props) {
  const { clock, widthPx, heightPx, paint, ref, style, ...rest } = props;
  const scheme = useComputedColorScheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = useRef<{ readonly scheme: string; readonly palette: Palette }>(null);
  const frame = useRef(0);
  const draw = useEffectEvent(() => {
    const element = canvas.current;
    const context = element && widthPx > 0 ? sharpContext(element, widthPx, heightPx) : null;
    if (!element || !context) return;
    if (palette.current?.scheme !== scheme) palette.current = { scheme, palette: paletteOf(element) };
    paint(context, palette.current.palette);
  });
  useEffect(() => {
    // What is asked for while it waits to be painted is painted with it, and does not put it off.
    const request = () => {
      frame.current ||= requestAnimationFrame(() => {
        frame.current = 0;
        draw();
      });
    };
    request();
    return clock.onTime(request);
  }, [clock, widthPx, heightPx, paint, scheme]);
  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current);
      frame.current = 0;
    },
    [],
  );
  return (
    <div ref={ref} style={{ height: heightPx, ...style }} {...rest}>
      <canvas ref={canvas} style={{ display: 'block', width: widthPx, height: heightPx }} aria-hidden />
    </div>
  );
});
