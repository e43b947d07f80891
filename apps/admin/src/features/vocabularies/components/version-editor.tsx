'use client';

import { Progress, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { LoadError } from '../../../components/query-view.tsx';
import { useDraftEditor } from '../api/use-draft-editor.ts';
import { useNewerDraft } from '../api/use-newer-draft.ts';
import type { Version } from '../api/use-vocabulary.ts';
import { ConceptEditor } from './concept-editor.tsx';

interface Props {
  readonly version: Version;
  /** The version before, for counting what differs. */
  readonly previous: Version | undefined;
  /** The draft has been published or thrown away. */
  readonly onClosed: () => void;
}

/** The concepts of a version, once they are all there. */
export function VersionEditor({ version, previous, onClosed }: Props) {
  const t = useTranslations('vocabularies');
  const editor = useDraftEditor(version.id);
  const { query, progress } = editor;
  useNewerDraft(editor, version.revision);
  if (query.data) return <ConceptEditor editor={editor} version={version} previous={previous} onClosed={onClosed} />;
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
