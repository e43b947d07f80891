'use client';

import { Group, SegmentedControl, Skeleton, Text, TextInput } from '@mantine/core';
import { IconEqual, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import { useComparison } from '../api/use-comparison.ts';
import type { ComparedVersion, Comparison } from '../api/use-comparison.ts';
import { differingConcepts, matching } from '../model/differing-concepts.ts';
import { DifferenceTable } from './difference-table.tsx';

interface Props {
  readonly vocabularyId: string;
  readonly from: ComparedVersion;
  readonly to: ComparedVersion;
}

export function ComparisonView({ vocabularyId, from, to }: Props) {
  const query = useComparison(from.id, to.id);
  return (
    <QueryView query={query} skeleton={<Skeleton height={420} />}>
      {(comparison) => <Differences comparison={comparison} vocabularyId={vocabularyId} from={from} to={to} />}
    </QueryView>
  );
}

function Differences({ comparison, ...versions }: Props & { readonly comparison: Comparison }) {
  const t = useTranslations('vocabularyComparison');
  const [show, setShow] = useUrlState('show');
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const all = useMemo(() => differingConcepts(comparison), [comparison]);
  const found = useMemo(
    () => matching(show ? all.filter(({ kind }) => kind === show) : all, wanted),
    [all, show, wanted],
  );
  const nameOf = useNames(comparison);
  const { changed, added, removed, unchangedCount } = comparison;
  if (all.length === 0) return <EmptyState icon={IconEqual} title={t('same.title')} hint={t('same.hint')} />;
  return (
    <>
      <Group gap="xs" mb="sm">
        <TextInput
          type="search"
          w={260}
          aria-label={t('filter')}
          placeholder={t('filter')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t('show')}
          value={show ?? 'all'}
          onChange={(value) => setShow(value === 'all' ? null : value)}
          data={[
            { value: 'all', label: t('all') },
            { value: 'changed', label: t('changed', { count: changed.length }) },
            { value: 'added', label: t('added', { count: added.length }) },
            { value: 'removed', label: t('removed', { count: removed.length }) },
          ]}
        />
        <Text size="sm" c="dimmed">
          {t('unchanged', { count: unchangedCount })}
        </Text>
      </Group>
      {found.length > 0 ? (
        <DifferenceTable concepts={found} nameOf={nameOf} {...versions} />
      ) : (
        <EmptyState icon={IconSearchOff} title={t('notFound')} hint={t('notFoundHint')} />
      )}
    </>
  );
}

/** Labels of the concepts that the comparison is about. */
function useNames({ changed, added, removed }: Comparison) {
  const names = useMemo(() => {
    const contents = [...removed, ...changed.map(({ after }) => after), ...added];
    return new Map(contents.map(({ label, concept }) => [concept.externalId, label]));
  }, [changed, added, removed]);
  return useCallback((externalId: string) => names.get(externalId) ?? externalId, [names]);
}
