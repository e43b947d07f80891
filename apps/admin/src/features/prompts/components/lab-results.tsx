'use client';

import { Alert, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import { useLocale, useTranslations } from 'next-intl';
import type { WordingComparisonFragment } from '../../../../generated/graphql.ts';
import { formatP } from '../../../lib/p-value.ts';
import { formatBounds, formatPoints } from '../../../lib/points.ts';
import { ConceptChanges } from './concept-changes.tsx';
import classes from './lab.module.css';
import { TemplateEffects } from './template-effects.tsx';

interface Props {
  readonly comparison: WordingComparisonFragment;
  /** Something has been edited since. */
  readonly isBehind: boolean;
  /** Templates that B has now. */
  readonly droppable: readonly string[];
  readonly onDrop: (template: string) => void;
}

/** Which wording is better, in a sentence, then concept by concept, and what each template of A does. */
export function LabResults({ comparison, isBehind, droppable, onDrop }: Props) {
  const t = useTranslations('promptLab');
  return (
    <Stack gap="lg" className={classes.results} data-behind={isBehind || undefined}>
      {isBehind ? (
        <Text size="sm" role="status">
          {t('behind')}
        </Text>
      ) : null}
      <LabVerdict comparison={comparison} />
      <TemplateEffects templates={comparison.templates} droppable={droppable} onDrop={onDrop} />
      <ConceptChanges concepts={comparison.concepts} />
    </Stack>
  );
}

const LOOKS = {
  better: { color: 'teal', Icon: IconCircleCheck },
  worse: { color: 'red', Icon: IconCircleX },
  open: { color: 'gray', Icon: IconHelpCircle },
} as const;

function LabVerdict({ comparison }: Pick<Props, 'comparison'>) {
  const t = useTranslations('promptLab.verdict');
  const locale = useLocale();
  const { spanCount, videoCount, oneRightCount, otherRightCount, difference, pValue, isBeyondChance } = comparison;
  const count = otherRightCount - oneRightCount;
  const { color, Icon } = LOOKS[isBeyondChance ? (count > 0 ? 'better' : 'worse') : 'open'];
  const bounds = formatBounds(difference, locale);
  const direction = count > 0 ? 'more' : count < 0 ? 'fewer' : 'same';
  const certainty = isBeyondChance ? 'sure' : bounds ? 'open' : 'oneVideo';
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const share = (right: number) => percent.format(right / spanCount);
  return (
    <Alert
      color={color}
      variant="light"
      icon={<Icon aria-hidden />}
      title={t('title')}
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
      role="status"
    >
      <Text size="lg" lh={1.6}>
        {t(direction, {
          count: Math.abs(count),
          spans: spanCount,
          points: formatPoints(difference.value, locale),
          interval: bounds ? t('interval', bounds) : '',
          certainty: t(certainty),
        })}
      </Text>
      <Text size="sm" mt={4} className="figures">
        {t('figures', {
          one: oneRightCount,
          oneShare: share(oneRightCount),
          other: otherRightCount,
          otherShare: share(otherRightCount),
          videos: videoCount,
          p: formatP(pValue, locale),
        })}
      </Text>
    </Alert>
  );
}
