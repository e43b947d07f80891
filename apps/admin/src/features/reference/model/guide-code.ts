import { GUIDE_PARTS } from './guide-parts.ts';
import type { GuidePart } from './guide-parts.ts';

/** Steps of the guide, in their order. */
export const GUIDE_STEPS = [
  'token',
  'ask',
  'register',
  'recipe',
  'record',
  'follow',
  'webhooks',
  'events',
  'replay',
  'files',
  'limits',
] as const;

export type GuideStep = (typeof GUIDE_STEPS)[number];

export interface GuideCode {
  readonly part: GuidePart;
  readonly code: string;
}

/** What to type for a step, in its order. @param origin where the product answers */
export function guideCode(step: GuideStep, origin: string): GuideCode[] {
  return (PARTS[step] ?? []).map((part) => ({ part, code: GUIDE_PARTS[part].replaceAll('ORIGIN', origin) }));
}

const PARTS: Readonly<Partial<Record<GuideStep, readonly GuidePart[]>>> = {
  ask: ['ask'],
  register: ['register'],
  recipe: ['choices', 'recipe'],
  record: ['record'],
  follow: ['follow', 'reasons', 'stream'],
  webhooks: ['message'],
  events: ['eventsOfVideo', 'events'],
  files: ['files'],
};
