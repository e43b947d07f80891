'use client';

import { Tooltip } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { VocabularyContents } from '@actionary/inference/domain';
import { ownName } from '../../../lib/language-name.ts';
import { bySeverity } from '../../../lib/severity.ts';
import { useWithAside } from '../../../lib/use-with-aside.ts';
import type { Check } from '../model/checks.ts';
import { gravest } from '../model/checks.ts';
import { labelOf } from '../model/concept.ts';
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
  /** The concept that they are told at; the others that they are about are named. */
  readonly conceptKey: string;
  readonly contents: VocabularyContents;
  readonly languages: readonly string[];
}

/** What the checks of a concept say, gravest first. */
export function CheckLines({ checks, conceptKey, contents, languages }: LinesProps) {
  const t = useTranslations('checks.kind');
  const textOf = useCheckText();
  const format = useFormatter();
  const withAside = useWithAside();
  const othersOf = ({ concepts }: Check) => {
    const others = concepts.flatMap(({ concept: { externalId } }) =>
      externalId === conceptKey ? [] : (contents.get(externalId) ?? []),
    );
    return others.length > 0 ? withAside('', format.list(others.map((other) => labelOf(other, languages)))) : '';
  };
  const sorted = checks.toSorted((one, other) => bySeverity(one.severity, other.severity));
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
  return ({ kind, detail, language }: Check): string => {
    const about = [language === null ? '' : ownName(language), detail].filter(Boolean).join(': ');
    return about === '' ? t(`${kind}.title`) : `${t(`${kind}.title`)} — ${about}`;
  };
}
