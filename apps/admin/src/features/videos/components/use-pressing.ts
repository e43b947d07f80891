'use client';

import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { PlayerClock } from '../timeline/player-clock.ts';
import { stepEdge } from '../reviewing/frames.ts';
import { endDrawing, letGo, NOTHING_PRESSED, press } from '../reviewing/pressing.ts';
import type { Drawing, Drawn, Turn } from '../reviewing/pressing.ts';
import type { PressedKeys } from '../reviewing/standing.ts';

interface Options {
  readonly clock: PlayerClock;
  readonly fps: number;
  /** A frame. */
  readonly minMs: number;
  readonly durationMs: number;
  /** How much later than it was seen an edge is pressed. */
  readonly reactionMs: number;
  readonly onDrawn: (drawn: Drawn) => void;
}

/**
 * Follows keys and player. What is drawn also ends where the video ends, where the player was before it went back behind its
 * start, and, if a key is held for it, where the window loses the focus.
 */
export function usePressing({ clock, fps, minMs, durationMs, reactionMs, onDrawn }: Options): PressedKeys {
  const pressing = useRef(NOTHING_PRESSED);
  const lastMs = useRef(clock.timeMs);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const acts = useMemo(() => {
    const edgeAt = (ms: number) => Math.min(Math.max(stepEdge(ms, fps, 0), 0), Math.floor(durationMs));
    const edgeNow = () => {
      const { isPlaying, speed } = clock.state();
      return edgeAt(clock.timeMs - (isPlaying ? reactionMs * speed : 0));
    };
    const take = ({ pressing: next, drawn }: Turn) => {
      pressing.current = next;
      setDrawing(next.drawing);
      if (drawn) onDrawn(drawn);
    };
    return {
      press: ({ code, timeStamp }: KeyboardEvent, conceptId: string | null) =>
        take(press(pressing.current, { code, atMs: timeStamp, edgeMs: edgeNow(), conceptId }, minMs)),
      letGo: (code: string, atMs: number) => take(letGo(pressing.current, { code, atMs, edgeMs: edgeNow() }, minMs)),
      endAt: (ms: number) => take(endDrawing(pressing.current, edgeAt(ms), minMs)),
      end: () => take(endDrawing(pressing.current, edgeNow(), minMs)),
      discard: () => take({ pressing: NOTHING_PRESSED, drawn: null }),
    };
  }, [clock, fps, minMs, durationMs, reactionMs, onDrawn]);

  const onTime = useEffectEvent(() => {
    const now = pressing.current.drawing;
    if (now && clock.timeMs < now.startMs - minMs) acts.endAt(lastMs.current);
    lastMs.current = clock.timeMs;
  });
  const onState = useEffectEvent(() => {
    if (clock.hasEnded && pressing.current.drawing) acts.endAt(durationMs);
  });
  const onKeyUp = useEffectEvent(({ code, timeStamp }: KeyboardEvent) => acts.letGo(code, timeStamp));
  const onBlur = useEffectEvent(({ timeStamp }: FocusEvent) => {
    const { held } = pressing.current;
    if (held) acts.letGo(held.code, timeStamp);
  });
  useEffect(() => clock.onTime(() => onTime()), [clock]);
  useEffect(() => clock.onState(() => onState()), [clock]);
  useEffect(() => {
    const letGoOf = (event: KeyboardEvent) => onKeyUp(event);
    const leave = (event: FocusEvent) => onBlur(event);
    window.addEventListener('keyup', letGoOf);
    window.addEventListener('blur', leave);
    return () => {
      window.removeEventListener('keyup', letGoOf);
      window.removeEventListener('blur', leave);
    };
  }, []);
  return useMemo(() => ({ drawing, press: acts.press, end: acts.end, discard: acts.discard }), [drawing, acts]);
}
