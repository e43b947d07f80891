'use client';

import { foldLines, hasTerms, searchTerms } from '@actionary/inference/domain';
import { useTranslations } from 'next-intl';
import type { Hit } from '../api/hits.ts';

const PAGES = [
  'home',
  'vocabularies',
  'prompts',
  'libraries',
  'recognitions',
  'reviews',
  'adapters',
  'moments',
  'encoders',
  'jobs',
] as const;

/** Pages of the product whose name contains the text; all of them where there is no text. */
export function usePageHits(text: string): readonly Hit[] {
  const t = useTranslations('common.nav');
  const terms = searchTerms(text);
  return PAGES.map((name) => ({
    key: name,
    kind: 'Page' as const,
    label: t(name),
    matched: null,
    detail: '',
    href: name === 'home' ? '/' : `/${name}`,
  })).filter(({ label, key }) => hasTerms(foldLines([label, key]), terms));
}
