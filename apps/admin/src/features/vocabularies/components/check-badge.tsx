'use client';

import { Tooltip } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { Check } from '../model/checks.ts';
import { gravest } from '../model/checks.ts';
import classes from './check-badge.module.css';

const ICONS = { error: IconAlertCircle, warning: IconAlertTriangle, hint: IconInfoCircle } as const;

/** How many checks there are, in the colour and shape of the gravest; what they say on hovering. */
export function CheckBadge({ checks }: { readonly checks: readonly Check[] }) {
  const t = useTranslations('vocabularies.check');
  const textOf = useCheckText();
  const severity = gravest(checks);
  if (severity === null) return null;
  const Icon = ICONS[severity];
  const texts = [...new Set(checks.map(textOf))];
  return (
    <Tooltip multiline maw={360} label={<span className={classes.texts}>{texts.slice(0, 5).join('\n')}</span>}>
      <span className={classes.badge} data-severity={severity}>
        <Icon size={15} aria-hidden />
        {checks.length}
        <span className={classes.hidden}>{t(severity, { count: checks.length })}</span>
      </span>
    </Tooltip>
  );
}

interface LinesProps {
  readonly checks: readonly Check[];
  /** The other concepts that a check is about, in words. */
  readonly othersOf: (check: Check) => string;
}

/** What the checks of a concept say, gravest first. */
export function CheckLines({ checks, othersOf }: LinesProps) {
  const t = useTranslations('checks.kind');
  const textOf = useCheckText();
  const order = ['error', 'warning', 'hint'] as const;
  const sorted = checks.toSorted((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
  return (
    <ul className={classes.lines}>
      {sorted.map((check) => {
        const Icon = ICONS[check.severity];
        return (
          <li
            key={`${check.kind} ${check.field} ${check.language} ${check.detail} ${othersOf(check)}`}
            className={classes.lineItem}
            data-severity={check.severity}
          >
            <Icon size={15} aria-hidden className={classes.icon} />
            <span title={t(`${check.kind}.remedy`)}>
              {textOf(check)}
              {othersOf(check)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** A check in the person's language, in one line: `A language is missing — English: 5/8` */
export function useCheckText() {
  const t = useTranslations('checks.kind');
  const tVocabularies = useTranslations('vocabularies');
  return ({ kind, detail, language }: Check): string => {
    const name = `language.${language}`;
    const place = language === null ? '' : tVocabularies.has(name) ? tVocabularies(name) : language;
    const about = [place, detail].filter(Boolean).join(': ');
    return about === '' ? t(`${kind}.title`) : `${t(`${kind}.title`)} — ${about}`;
  };
}
