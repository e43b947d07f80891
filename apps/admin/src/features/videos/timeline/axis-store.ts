import { wholeAxis } from './time-axis.ts';
import type { TimeAxis } from './time-axis.ts';

/** What a timeline shows. Apart from the page's state, so that moving and zooming render the timeline and nothing else. */
export class AxisStore {
  readonly #listeners = new Set<() => void>();
  #axis: TimeAxis;

  constructor(durationMs: number) {
    this.#axis = wholeAxis(durationMs, 0);
  }

  readonly axis = (): TimeAxis => this.#axis;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly change = (change: (axis: TimeAxis) => TimeAxis): void => {
    const axis = change(this.#axis);
    if (axis === this.#axis) return;
    this.#axis = axis;
    for (const listener of this.#listeners) listener();
  };

  readonly showAll = (): void => this.change(({ durationMs, widthPx }) => wholeAxis(durationMs, widthPx));
}
