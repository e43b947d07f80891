'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { EncoderCardFragment } from '../../../../generated/graphql.ts';
import { formatBytes } from '../../../lib/format.ts';
import classes from './encoders.module.css';

/** BCP 47: several languages. */
const MULTIPLE = 'mul';

/** What an encoder is and under which terms it comes. */
export function EncoderFacts({ encoder }: { readonly encoder: EncoderCardFragment }) {
  const t = useTranslations('encoders');
  const format = useFormatter();
  const locale = useLocale();
  const { kind, dims, languages, contextLength, sizeBytes, licence, provenance } = encoder;
  return (
    <dl className={classes.facts}>
      <Fact name={t('size')}>{sizeBytes === null ? t('sizeUnknown') : formatBytes(sizeBytes, locale)}</Fact>
      <Fact name={t('languages')}>{languageNames()}</Fact>
      <Fact name={t('kindLabel')}>{t(`kind.${kind}`)}</Fact>
      <Fact name={t('dims')}>{format.number(dims)}</Fact>
      <Fact name={t('context')}>{t('tokens', { count: contextLength })}</Fact>
      <Fact name={t('licence')} isEnglish>
        {licence}
      </Fact>
      <Fact name={t('provenance')} isEnglish>
        {provenance}
      </Fact>
    </dl>
  );

  function languageNames(): string {
    const names = new Intl.DisplayNames(locale, { type: 'language' });
    const known = languages.filter((tag) => tag !== MULTIPLE).map((tag) => names.of(tag) ?? tag);
    return [...known, ...(languages.includes(MULTIPLE) ? [t('multilingual')] : [])].join(locale === 'ja' ? '、' : ', ');
  }
}

interface FactProps {
  readonly name: string;
  /** The catalogue speaks English. */
  readonly isEnglish?: boolean;
  readonly children: ReactNode;
}

function Fact({ name, isEnglish = false, children }: FactProps) {
  return (
    <>
      <dt>{name}</dt>
      <dd lang={isEnglish ? 'en' : undefined}>{children}</dd>
    </>
  );
}
