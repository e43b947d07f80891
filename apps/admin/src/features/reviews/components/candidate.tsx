'use client';

import { Kbd, Progress, UnstyledButton } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { formatPercent } from '../../../lib/format.ts';
import classes from './reviews.module.css';

interface Props {
  readonly label: string;
  /** null: not known. */
  readonly probability: number | null;
  /** Its key is the next number. */
  readonly place: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

/** One of the concepts that a stretch of video may show. */
export function Candidate({ label, probability, place, isChosen, onChoose }: Props) {
  const t = useTranslations('reviews');
  const locale = useLocale();
  return (
    <UnstyledButton className={classes.candidate} aria-pressed={isChosen} onClick={onChoose}>
      {place < 9 ? <Kbd size="xs">{place + 1}</Kbd> : null}
      <span className={classes.label}>{label}</span>
      {probability === null ? null : (
        <>
          <Progress value={probability * 100} w={90} size={8} aria-label={t('probability', { label })} />
          <span className={classes.share}>{formatPercent(probability, locale)}</span>
        </>
      )}
    </UnstyledButton>
  );
}
