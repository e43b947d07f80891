'use client';

import { Group, Slider, Skeleton, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCheck } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import { useConfusable } from '../api/use-checks.ts';
import type { CheckedVersion, Looks } from '../api/use-checks.ts';
import { ChecksSection } from './checks-section.tsx';
import { MatrixSection } from './matrix-section.tsx';
import { PairTable } from './pair-table.tsx';

interface Props {
  readonly vocabularyId: string;
  readonly version: CheckedVersion;
  readonly looks: Looks;
}

const DEFAULT_SIMILARITY = 0.9;
const SLIDING_MS = 250;

/** Concepts that the encoder can hardly tell apart, as a list and as a map. */
export function Confusable({ vocabularyId, version, looks }: Props) {
  const t = useTranslations('vocabularyChecks.confusable');
  const [stored, store] = useUrlState('similarity');
  const [similarity, setSimilarity] = useState(() => Number(stored) || DEFAULT_SIMILARITY);
  const [settled] = useDebouncedValue(similarity, SLIDING_MS);
  const query = useConfusable(looks, settled);
  return (
    <ChecksSection
      title={t('title')}
      hint={t('hint')}
      isBusy={query.isFetching}
      tools={<Threshold value={similarity} onChange={setSimilarity} onDone={(value) => store(String(value))} />}
    >
      <QueryView query={query} skeleton={<Skeleton height={420} />}>
        {({ pairs, totalCount, matrix }) => (
          <Stack gap="lg">
            {pairs && pairs.length > 0 ? (
              <div>
                <Text size="sm" c="dimmed" mb={4} aria-live="polite">
                  {pairs.length < (totalCount ?? 0)
                    ? t('countCut', { count: totalCount ?? 0, shown: pairs.length })
                    : t('count', { count: pairs.length })}
                </Text>
                <PairTable vocabularyId={vocabularyId} version={version} pairs={pairs} />
              </div>
            ) : (
              <EmptyState icon={IconCheck} title={t('none')} hint={t('noneHint')} />
            )}
            {matrix && matrix.concepts.length > 1 ? <MatrixSection matrix={matrix} threshold={settled} /> : null}
          </Stack>
        )}
      </QueryView>
    </ChecksSection>
  );
}

interface ThresholdProps {
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly onDone: (value: number) => void;
}

function Threshold({ value, onChange, onDone }: ThresholdProps) {
  const t = useTranslations('vocabularyChecks.confusable');
  return (
    <Group gap="sm" wrap="nowrap">
      <Text size="xs" id="threshold-label">
        {t('threshold')}
      </Text>
      <Slider
        w={180}
        min={0.5}
        max={1}
        step={0.01}
        label={null}
        thumbLabel={t('threshold')}
        value={value}
        onChange={onChange}
        onChangeEnd={onDone}
      />
      <Text size="sm" fw={600} w={36} className="figures">
        {value.toFixed(2)}
      </Text>
    </Group>
  );
}
