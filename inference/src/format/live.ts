import type { LiveEvent } from '../recognize-live.ts';

/** A line of JSON with the event's fields; unknown is `"label": null`; probabilities have at most four decimals. */
export function formatLiveEvent(event: LiveEvent): string {
  const rounded = (name: string, value: unknown) =>
    name === 'probability' && typeof value === 'number' ? Number(value.toFixed(4)) : value;
  return `${JSON.stringify(event, rounded)}\n`;
}
