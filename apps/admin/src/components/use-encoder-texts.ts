import { useLocale, useTranslations } from 'next-intl';

interface CatalogueTexts {
  readonly recommendedUse: string;
  readonly provenance?: string;
  readonly warnings?: readonly string[];
}

export interface EncoderTexts extends Required<CatalogueTexts> {
  /** Language that they are in. */
  readonly lang: string;
}

/** What the catalogue says about an encoder, in the person's language; in English about one that is not in our messages. */
export function useEncoderTexts(encoder: CatalogueTexts & { readonly catalogueId: string }): EncoderTexts {
  const t = useTranslations('encoders.catalogue');
  const locale = useLocale();
  const { catalogueId, recommendedUse, provenance = '', warnings = [] } = encoder;
  // Which encoders there are is known only to the messages.
  const id = catalogueId as 'workbench';
  if (!t.has(id)) return { recommendedUse, provenance, warnings, lang: 'en' };
  return {
    recommendedUse: t(`${id}.recommendedUse`),
    provenance: t(`${id}.provenance`),
    warnings: t(`${id}.warnings`).split('\n'),
    lang: locale,
  };
}
