'use client';

import { useEffect, useEffectEvent, useRef } from 'react';
import type { PointerEvent, RefObject } from 'react';
import { panBy, zoomAt } from '../timeline/time-axis.ts';
import type { TimeAxis } from '../timeline/time-axis.ts';

type Change = (change: (axis: TimeAxis) => TimeAxis) => void;

/** Pixels that a pointer may move and still click. */
export const CLICK_PX = 4;

/**
 * Wheel zooms at the pointer (with shift, or sideways: moves), dragging moves, two fingers pinch, a click seeks.
 * @param target the place; what is left of it begins at pixel 0 of the axis
 */
export function useTimelineGestures(
  target: RefObject<HTMLElement | null>,
  change: Change,
  onSeek: (event: PointerEvent<HTMLElement>) => void,
) {
  const pointers = useRef(new Map<number, number>());
  const moved = useRef(0);
  const xOf = (clientX: number) => clientX - (target.current?.getBoundingClientRect().left ?? 0);
  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    const scale = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const x = xOf(event.clientX);
    if (isSideways) change((each) => panBy(each, (event.deltaX || event.deltaY) * scale));
    else change((each) => zoomAt(each, Math.exp(-event.deltaY * scale * (event.ctrlKey ? 0.01 : 0.0015)), x));
  });
  useEffect(() => {
    const element = target.current;
    // React listens passively to wheels, and then the page would scroll.
    const listener = (event: WheelEvent) => onWheel(event);
    element?.addEventListener('wheel', listener, { passive: false });
    return () => element?.removeEventListener('wheel', listener);
  }, [target]);

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    if (pointers.current.size === 0) moved.current = 0;
    pointers.current.set(event.pointerId, event.clientX);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const before = pointers.current.get(event.pointerId);
    if (before === undefined) return;
    const delta = event.clientX - before;
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    moved.current += Math.abs(delta);
    pointers.current.set(event.pointerId, event.clientX);
    if (other !== undefined) {
      const factor = Math.abs(event.clientX - other) / Math.max(Math.abs(before - other), 1);
      const x = xOf((event.clientX + other) / 2);
      change((each) => zoomAt(each, Math.max(factor, 0.01), x));
    } else if (moved.current > CLICK_PX) change((each) => panBy(each, -delta));
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    if (pointers.current.delete(event.pointerId) && moved.current <= CLICK_PX) onSeek(event);
  };
  const onPointerCancel = (event: PointerEvent<HTMLElement>) => void pointers.current.delete(event.pointerId);
  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel };
}
