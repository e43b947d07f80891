'use client';

import { Drawer, Text, UnstyledButton } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useWithAside } from '../../../lib/use-with-aside.ts';
import { shareText } from '../model/time-text.ts';
import { elementIdOf } from './element-id.ts';
import { OccurrencesLink } from './occurrences-link.tsx';
import { useChoice, useReportState, useTimes } from './report-context.ts';
import classes from './reports.module.css';
import { useValueClassName, ValueClassName } from './value-class-name.tsx';

/** What the address calls a class of value; null: what has none. */
export const classInAddress = (valueClass: string | null) => valueClass ?? 'none';

/** A class of value, which opens its elements. */
export function ClassLink({ valueClass }: { readonly valueClass: string | null }) {
  const t = useTranslations('reports.values');
  const [, set] = useChoice();
  const nameOf = useValueClassName();
  return (
    <UnstyledButton
      fz="sm"
      onClick={() => set('class', classInAddress(valueClass))}
      aria-label={t('elementsOf', { name: nameOf(valueClass) })}
    >
      <ValueClassName valueClass={valueClass} />
    </UnstyledButton>
  );
}

/** The elements of the value class that the address names; each opens its moments. */
export function ClassDrawer() {
  const t = useTranslations('reports.values');
  const locale = useLocale();
  const times = useTimes();
  const withAside = useWithAside();
  const { report, choice } = useReportState();
  const [, set] = useChoice();
  const nameOf = useValueClassName();
  const elements = report.elements.filter(({ valueClass }) => classInAddress(valueClass) === choice.valueClass);
  const name = elements[0] ? nameOf(elements[0].valueClass) : '';
  return (
    <Drawer
      opened={elements.length > 0}
      onClose={() => set('class', null)}
      position="right"
      title={t('elementsOf', { name })}
    >
      <Text size="xs" c="dimmed" mb="sm">
        {t('elementsHint')}
      </Text>
      <ul className={classes.list}>
        {elements.map((row) => (
          <li key={elementIdOf(row)}>
            <OccurrencesLink row={row} />
            <span className={classes.unbroken}>
              {withAside(times.full(row.times.totalMs), shareText(row.share, locale))}
            </span>
          </li>
        ))}
      </ul>
    </Drawer>
  );
}
