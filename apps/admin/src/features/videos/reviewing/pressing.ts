import type { Span } from './review.ts';

/** A review that is being drawn while the video plays: it reaches up to the player's time. */
export interface Drawing {
  /** Null: none of the concepts. */
  readonly conceptId: string | null;
  readonly startMs: number;
}

/** What is being drawn, and the key that is held down for it. */
export interface Pressing {
  readonly drawing: Drawing | null;
  /** Null: the key was tapped, and what is drawn goes on. */
  readonly held: { readonly code: string; readonly sinceMs: number } | null;
}

/** A drawing that has come to its end. */
export interface Drawn extends Span {
  readonly conceptId: string | null;
}

/** How things stand after a key, and what has come to its end with it; null: nothing, or less than a frame. */
export interface Turn {
  readonly pressing: Pressing;
  readonly drawn: Drawn | null;
}

export const NOTHING_PRESSED: Pressing = { drawing: null, held: null };

/** A key that is let go of sooner was tapped, not held. */
const TAP_MS = 250;

interface KeyEvent {
  /** Of the key on the keyboard, whatever it types. */
  readonly code: string;
  /** When it came, on the wall's clock. */
  readonly atMs: number;
  /** The edge between two frames that it means. */
  readonly edgeMs: number;
}

/** A concept begins where its key is pressed, and what was being drawn ends there. */
export function press(
  { drawing }: Pressing,
  { code, atMs, edgeMs, conceptId }: KeyEvent & { readonly conceptId: string | null },
  minMs: number,
): Turn {
  return {
    pressing: { drawing: { conceptId, startMs: edgeMs }, held: { code, sinceMs: atMs } },
    drawn: drawnUpTo(drawing, edgeMs, minMs),
  };
}

/** What a key was held down for ends where it is let go of. After a tap, and where no time has passed, it goes on. */
export function letGo(pressing: Pressing, { code, atMs, edgeMs }: KeyEvent, minMs: number): Turn {
  const { drawing, held } = pressing;
  if (held?.code !== code) return { pressing, drawn: null };
  const drawn = atMs - held.sinceMs < TAP_MS ? null : drawnUpTo(drawing, edgeMs, minMs);
  return drawn ? { pressing: NOTHING_PRESSED, drawn } : { pressing: { drawing, held: null }, drawn };
}

/** Ends what is being drawn. */
export function endDrawing({ drawing }: Pressing, edgeMs: number, minMs: number): Turn {
  return { pressing: NOTHING_PRESSED, drawn: drawnUpTo(drawing, edgeMs, minMs) };
}

function drawnUpTo(drawing: Drawing | null, endMs: number, minMs: number): Drawn | null {
  return drawing && endMs - drawing.startMs >= minMs ? { ...drawing, endMs } : null;
}
