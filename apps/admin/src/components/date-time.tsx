'use client';

import { useLocale } from 'next-intl';
import { formatMoment } from '../lib/format.ts';

/** When something happened, in the browser's zone. @param iso ISO 8601 */
export function DateTime({ iso }: { readonly iso: string }) {
  return <time dateTime={iso}>{formatMoment(iso, useLocale())}</time>;
}
