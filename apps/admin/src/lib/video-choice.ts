import type { VideoFilter, VideoStatus } from '../../generated/graphql.ts';
import { toInstant } from './local-time.ts';

/** What videos have in common, as addresses hold it. */
export interface VideoChoice {
  readonly stationId: string | null;
  /** In path or external id; may be empty. */
  readonly text: string;
  readonly status: VideoStatus | null;
  /** Recorded then or later: a time of the browser's own zone, `2026-11-20T08:00`. */
  readonly from: string | null;
  /** Recorded earlier than that. */
  readonly until: string | null;
  /** Who works in them. */
  readonly operatorId: string | null;
  /** A recipe that has not recognised them yet. */
  readonly withoutId: string | null;
}

export const STATUSES = ['ready', 'pending', 'failed', 'missing'] as const satisfies readonly VideoStatus[];

/** Names in the address. */
const NAMES = {
  stationId: 'station',
  text: 'q',
  status: 'status',
  from: 'from',
  until: 'until',
  operatorId: 'operator',
  withoutId: 'without',
} as const satisfies Record<keyof VideoChoice, string>;

/** The filter that lets these videos through. */
export function filterOf({ stationId, text, status, from, until, operatorId, withoutId }: VideoChoice): VideoFilter {
  return {
    equipmentNodeId: stationId,
    text: text || null,
    status,
    recordedFrom: toInstant(from),
    recordedBefore: toInstant(until),
    operatorIds: operatorId === null ? null : [operatorId],
    notRecognizedUnderRecipeId: withoutId,
  };
}

/** Whether it leaves some out. */
export function isNarrowed(choice: VideoChoice): boolean {
  return Object.values(filterOf(choice)).some((condition) => condition !== null);
}

/** What an address says; what it cannot mean is left out. */
export function choiceIn(parameters: Pick<URLSearchParams, 'get'>): VideoChoice {
  const status = parameters.get(NAMES.status);
  return {
    stationId: parameters.get(NAMES.stationId),
    text: parameters.get(NAMES.text) ?? '',
    status: STATUSES.find((each) => each === status) ?? null,
    from: parameters.get(NAMES.from),
    until: parameters.get(NAMES.until),
    operatorId: parameters.get(NAMES.operatorId),
    withoutId: parameters.get(NAMES.withoutId),
  };
}

/** The same as parameters of an address. */
export function parametersOf(choice: VideoChoice): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [key, name] of Object.entries(NAMES) as [keyof VideoChoice, string][]) {
    const value = choice[key];
    if (value) parameters.set(name, value);
  }
  return parameters;
}

/** The name that an address has for a part. */
export function nameOf(part: keyof VideoChoice): string {
  return NAMES[part];
}
