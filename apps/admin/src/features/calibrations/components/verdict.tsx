'use client';

import { Alert, Text } from '@mantine/core';
import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { useLocale, useTranslations } from 'next-intl';
import type { CalibrationFindingsFragment, ReliabilityFragment } from '../../../../generated/graphql.ts';
import { formatPercent } from '../../../lib/format.ts';
import { fullestBin, reliabilityWords } from '../model/reliability-words.ts';

/** What probabilities are worth, in plain words, and what the calibration changes about it. */
export function Verdict({ report }: { readonly report: CalibrationFindingsFragment }) {
  const t = useTranslations('calibrations');
  const { verdict, before, after } = report;
  const isBetter = verdict === 'improves';
  const Icon = isBetter ? IconCircleCheck : IconInfoCircle;
  return (
    <Alert
      color={isBetter ? 'teal' : 'gray'}
      variant="light"
      icon={<Icon aria-hidden />}
      title={t(`verdict.${verdict}.title`)}
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
    >
      <Text size="lg" lh={1.6}>
        {t('sentences', {
          first: t(`words.${reliabilityWords(before).tendency}`, { ...reliabilityWords(before) }),
          second: after ? t('words.after', { ...reliabilityWords(after) }) : '',
        })}
      </Text>
      <Example when="before" figures={before} />
      {after ? <Example when="after" figures={after} /> : null}
      <Text size="sm" mt="xs">
        {t(`verdict.${verdict}.why`)}
      </Text>
    </Alert>
  );
}

/** Of a hundred findings that say about the same. */
function Example({ when, figures }: { readonly when: 'before' | 'after'; readonly figures: ReliabilityFragment }) {
  const t = useTranslations('calibrations.words.example');
  const locale = useLocale();
  const bin = fullestBin(figures);
  if (!bin) return null;
  const right = Math.round(100 * bin.accuracy);
  return (
    <Text size="sm" mt={4}>
      {t(when, { said: formatPercent(bin.probability, locale), right })}
    </Text>
  );
}
