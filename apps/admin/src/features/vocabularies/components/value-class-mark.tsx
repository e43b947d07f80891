import { useTranslations } from 'next-intl';
import { VALUE_CLASSES } from '../model/facets.ts';
import type { ValueClass } from '../model/facets.ts';
import classes from './value-class-mark.module.css';

/** Value classes by colour, pattern and word. */
export function ValueClassMark({ values = [] }: { readonly values?: readonly string[] | undefined }) {
  return values.map((value) =>
    isKnown(value) ? <Known key={value} value={value} /> : <span key={value}>{value}</span>,
  );
}

function Known({ value }: { readonly value: ValueClass }) {
  const t = useTranslations('vocabularies.valueClass');
  return (
    <span className={classes.mark}>
      <span className={`${classes.sample} ${classes[value]}`} aria-hidden />
      {t(value)}
    </span>
  );
}

function isKnown(value: string): value is ValueClass {
  return VALUE_CLASSES.some((known) => known === value);
}
