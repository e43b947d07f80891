'use client';

import { useLocale } from 'next-intl';
import { formatMoment } from '../lib/format.ts';

interface Props {
  /** ISO 8601. */
  readonly iso: string;
  /** Default: the minute. */
  readonly to?: 'minute' | 'second';
}

/** When something happened, in the browser's zone. */
export function DateTime({ iso, to = 'minute' }: Props) {
  return <time dateTime={iso}>{formatMoment(iso, useLocale(), { to })}</time>;
}
