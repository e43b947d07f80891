import type { CreateApiTokenInput } from '../../../../generated/graphql.ts';
import { PERMISSIONS } from './roles.ts';
import { endOfDay, endOfLife } from './token-life.ts';

const USUAL_DAYS = 365;
const USUAL_LIMIT = 6000;

/** A token that is going to be made, as the form has it. */
export interface TokenDraft {
  readonly name: string;
  /** Besides `read`, which each has. */
  readonly granted: readonly string[];
  /** Days, or `day`: until a day of one's own. */
  readonly life: string;
  /** `2026-11-30`, where that is asked for. */
  readonly lastDay: string;
  /** Requests a minute; empty: as many as it likes. */
  readonly limit: number | string;
}

export const NEW_TOKEN: TokenDraft = {
  name: '',
  granted: [],
  life: String(USUAL_DAYS),
  lastDay: '',
  limit: USUAL_LIMIT,
};

export function toTokenInput({ name, granted, life, lastDay, limit }: TokenDraft, now: Date): CreateApiTokenInput {
  return {
    name,
    permissions: PERMISSIONS.filter((each) => each === 'read' || granted.includes(each)),
    expiresAt: life === 'day' ? endOfDay(lastDay) : endOfLife(Number(life), now),
    requestsPerMinute: limit === '' ? null : Number(limit),
  };
}
