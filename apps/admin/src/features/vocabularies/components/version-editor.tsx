'use client';

import { Progress, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { LoadError } from '../../../components/query-view.tsx';
import { useDraft } from '../api/use-draft.ts';
import type { Version } from '../api/use-vocabulary.ts';
import { ConceptEditor } from './concept-editor.tsx';
import type { EditorSlots } from './concept-panel.tsx';

interface Props {
  readonly vocabularyId: string;
  readonly version: Version;
  /** The version before, for counting what differs. */
  readonly previous: Version | undefined;
  readonly slots: EditorSlots;
  /** The draft has been published or thrown away. */
  readonly onClosed: () => void;
}

/** The concepts of a version, once they are all there. */
export function VersionEditor(props: Props) {
  const { version } = props;
  const t = useTranslations('vocabularies');
  const { store, query, progress } = useDraft(version.id);
  if (store && query.data) return <ConceptEditor store={store} read={query.data} {...props} />;
  if (query.isError) return <LoadError error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Stack gap="xs" maw={420} role="status">
      <Text size="sm" c="dimmed">
        {t('loading', { done: Math.round(progress * version.conceptCount), total: version.conceptCount })}
      </Text>
      <Progress value={progress * 100} aria-label={t('loadingLabel')} />
    </Stack>
  );
}
