'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { EncoderCardFragment } from '../../../../generated/graphql.ts';
import type { EncoderTexts } from '../../../components/use-encoder-texts.ts';
import { useLanguageNames } from '../../../components/use-language-names.ts';
import { formatBytes } from '../../../lib/format.ts';
import classes from './encoders.module.css';

interface Props {
  readonly encoder: EncoderCardFragment;
  readonly texts: EncoderTexts;
}

/** What an encoder is and under which terms it comes. */
export function EncoderFacts({ encoder, texts }: Props) {
  const t = useTranslations('encoders');
  const languageNames = useLanguageNames();
  const format = useFormatter();
  const locale = useLocale();
  const { kind, dims, languages, contextLength, sizeBytes, licence } = encoder;
  return (
    <dl className={classes.facts}>
      <Fact name={t('size')}>{sizeBytes === null ? t('sizeUnknown') : formatBytes(sizeBytes, locale)}</Fact>
      <Fact name={t('languages')}>{languageNames(languages)}</Fact>
      <Fact name={t('kindLabel')}>{t(`kind.${kind}`)}</Fact>
      <Fact name={t('dims')}>{format.number(dims)}</Fact>
      <Fact name={t('context')}>{t('tokens', { count: contextLength })}</Fact>
      <Fact name={t('licence')} lang="en">
        {licence}
      </Fact>
      <Fact name={t('provenance')} lang={texts.lang}>
        {texts.provenance}
      </Fact>
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  /** Language of what it says, where that may be another one than the page's. */
  readonly lang?: string;
  readonly children: ReactNode;
}

function Fact({ name, lang, children }: FactProps) {
  return (
    <>
      <dt>{name}</dt>
      <dd lang={lang}>{children}</dd>
    </>
  );
}
