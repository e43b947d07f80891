'use client';

import { useRef, useState } from 'react';
import type { PointerEvent } from 'react';
import { edgeAt, snapEdges } from '../reviewing/edges.ts';
import { draggedSpan } from '../reviewing/lane-drag.ts';
import type { LaneDrag } from '../reviewing/lane-drag.ts';
import type { Span } from '../reviewing/review.ts';
import type { Reviewing } from '../reviewing/reviewing.ts';
import { toMs } from '../timeline/time-axis.ts';
import type { TimeAxis } from '../timeline/time-axis.ts';
import type { Track } from '../timeline/track.ts';
import { CLICK_PX } from './use-timeline-gestures.ts';

/** How near an edge the pointer takes it, and how near to another one it lets it go there. */
const REACH_PX = 7;

interface Options {
  readonly axis: TimeAxis;
  readonly track: Track;
  readonly reviewing: Reviewing;
  /** Whether an event is in the lane of reviews. */
  readonly isInLane: (event: PointerEvent<HTMLElement>) => boolean;
  readonly onSeek: (event: PointerEvent<HTMLElement>) => void;
}

interface Pressed {
  readonly drag: LaneDrag;
  readonly fromX: number;
  readonly pointerId: number;
}

/**
 * Dragging in the lane of reviews draws a span, or moves the edge that it begins at; a click seeks. Fingers move the timeline
 * there as elsewhere: they draw by buttons. Each handler tells whether it has taken the event.
 */
export function useLaneDrag({ axis, track, reviewing, isInLane, onSeek }: Options) {
  const pressed = useRef<Pressed | null>(null);
  const [preview, setPreview] = useState<Span | null>(null);
  const { lane, isOpen, fps, minMs, durationMs } = reviewing;
  const toleranceMs = toMs(axis, REACH_PX) - axis.fromMs;
  const xOf = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) =>
    clientX - currentTarget.getBoundingClientRect().left;
  const spanAt = (drag: LaneDrag, x: number) => {
    const snapMs = snapEdges(track.segments, lane, drag.kind === 'edge' ? drag.review : null);
    return draggedSpan(drag, toMs(axis, x), { fps, minMs, durationMs, snapMs, toleranceMs });
  };
  const stop = () => {
    pressed.current = null;
    setPreview(null);
  };

  const begin = (event: PointerEvent<HTMLElement>): boolean => {
    if (!isOpen || event.button !== 0 || event.pointerType === 'touch' || !isInLane(event)) return false;
    event.currentTarget.setPointerCapture(event.pointerId);
    const fromMs = toMs(axis, xOf(event));
    const edge = edgeAt(lane, fromMs, toleranceMs);
    const drag: LaneDrag = edge ? { kind: 'edge', ...edge } : { kind: 'draw', fromMs };
    pressed.current = { drag, fromX: xOf(event), pointerId: event.pointerId };
    return true;
  };
  const move = (event: PointerEvent<HTMLElement>): boolean => {
    const now = pressed.current;
    if (now?.pointerId !== event.pointerId) {
      const isAtEdge = isOpen && isInLane(event) && edgeAt(lane, toMs(axis, xOf(event)), toleranceMs) !== null;
      event.currentTarget.style.cursor = isAtEdge ? 'ew-resize' : '';
      return false;
    }
    if (preview || Math.abs(xOf(event) - now.fromX) > CLICK_PX) setPreview(spanAt(now.drag, xOf(event)));
    return true;
  };
  const end = (event: PointerEvent<HTMLElement>): boolean => {
    const now = pressed.current;
    if (now?.pointerId !== event.pointerId) return false;
    const x = xOf(event);
    const span = spanAt(now.drag, x);
    if (!preview && Math.abs(x - now.fromX) <= CLICK_PX) onSeek(event);
    else if (now.drag.kind === 'edge') {
      const { review, edge } = now.drag;
      if (span) reviewing.moveEdge(review, edge, span[edge]);
    } else if (span) reviewing.setMark(span);
    stop();
    return true;
  };
  return { preview, begin, move, end, stop };
}
