import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { isValueClass } from '../model/value-class.ts';
import classes from './reports.module.css';
import { Swatch } from './swatch.tsx';
import { patternOf } from './value-patterns.ts';

/** Names classes of value in the person's language; others by what the vocabulary calls them. */
export function useValueClassName(): (valueClass: string | null) => string {
  const t = useTranslations('reports.valueClass');
  return useCallback((valueClass) => (isValueClass(valueClass) ? t(valueClass) : (valueClass ?? t('none'))), [t]);
}

/** A class of value by colour, pattern and word. */
export function ValueClassName({ valueClass }: { readonly valueClass: string | null }) {
  const nameOf = useValueClassName();
  return (
    <span className={classes.named}>
      <Swatch fill={{ pattern: patternOf(valueClass) }} />
      {nameOf(valueClass)}
    </span>
  );
}
