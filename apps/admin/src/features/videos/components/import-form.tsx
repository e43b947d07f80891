'use client';

import { Alert, Button, Checkbox, Group, Select, Skeleton, Stack, Text } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { errorAt } from '../../../lib/user-errors.ts';
import { useAnnotationPreview, useImportAnnotations } from '../api/use-annotations.ts';
import type { AnnotationChoice, AnnotationFile, AnnotationPreview, AnnotationTarget } from '../api/use-annotations.ts';
import type { ReviewStore } from '../reviewing/review-store.ts';
import type { TrackConcept } from '../timeline/track.ts';
import { ImportLabels } from './import-labels.tsx';
import { ImportProblems } from './import-problems.tsx';
import { useUndoToast } from './use-undo-toast.tsx';

interface Props {
  readonly target: AnnotationTarget;
  readonly concepts: readonly TrackConcept[];
  readonly store: ReviewStore;
  readonly file: AnnotationFile;
  readonly onAgain: () => void;
  readonly onDone: () => void;
}

/** What importing a file would do, what its labels mean, and the button that does it. */
export function ImportForm({ target, concepts, store, file, onAgain, onDone }: Props) {
  const t = useTranslations('annotations');
  const [choice, setChoice] = useState<AnnotationChoice>({ track: null, meanings: new Map(), replaces: false });
  const { data: preview, error, isPlaceholderData } = useAnnotationPreview(target, file, choice);
  const run = useImportAnnotations(target, store);
  const tell = useUndoToast(store);
  const submit = () =>
    run.mutate(
      { file, choice },
      {
        onSuccess: ({ edit, addedCount }) => {
          onDone();
          tell(edit, t('done', { count: addedCount }));
        },
      },
    );
  return (
    <>
      <Group gap="xs">
        <IconFile size={18} aria-hidden />
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {file.name}
        </Text>
        <Button variant="subtle" size="compact-sm" onClick={onAgain}>
          {t('again')}
        </Button>
      </Group>
      {error ? <Failure error={error} /> : null}
      {preview ? (
        <Stack gap="md" aria-busy={isPlaceholderData}>
          <TrackChoice preview={preview} onTrack={(track) => setChoice({ ...choice, track, meanings: new Map() })} />
          <Counts preview={preview} />
          <ImportLabels
            labels={preview.labels}
            concepts={concepts}
            onMeaning={(label, conceptId) =>
              setChoice({ ...choice, meanings: new Map(choice.meanings).set(label, conceptId) })
            }
          />
          {preview.conflictingCount > 0 ? (
            <Checkbox
              label={t('replaces')}
              description={t('replacesHint', { count: preview.withdrawnCount })}
              checked={choice.replaces}
              onChange={({ currentTarget }) => setChoice({ ...choice, replaces: currentTarget.checked })}
            />
          ) : null}
          <ImportProblems preview={preview} />
        </Stack>
      ) : error ? null : (
        <Skeleton height={280} />
      )}
      {run.error ? <Failure error={run.error} /> : null}
      {preview && !error ? (
        <Group justify="flex-end" gap="md">
          {preview.addedCount === 0 ? (
            <Text size="sm" c="dimmed">
              {t(preview.unchangedCount > 0 && preview.unmatchedCount === 0 ? 'nothingNew' : 'nothing')}
            </Text>
          ) : null}
          <Button loading={run.isPending} disabled={isPlaceholderData || preview.addedCount === 0} onClick={submit}>
            {t('act', { count: preview.addedCount })}
          </Button>
        </Group>
      ) : null}
    </>
  );
}

function TrackChoice({
  preview: { tracks, track, isOfVideo },
  onTrack,
}: {
  readonly preview: AnnotationPreview;
  readonly onTrack: (index: number) => void;
}) {
  const t = useTranslations('annotations');
  const isOfSeveral = new Set(tracks.map(({ videoName }) => videoName)).size > 1;
  const nameOf = ({ videoName, name, annotationCount: count }: (typeof tracks)[number]) =>
    isOfSeveral ? t('trackOfVideo', { video: videoName ?? '–', name, count }) : t('trackOf', { name, count });
  return (
    <>
      {tracks.length > 1 ? (
        <Select
          label={t('track')}
          maw={420}
          allowDeselect={false}
          searchable={tracks.length > 10}
          data={tracks.map((each) => ({ value: String(each.index), label: nameOf(each) }))}
          value={String(track)}
          onChange={(value) => value !== null && onTrack(Number(value))}
        />
      ) : null}
      {isOfVideo ? null : (
        <Alert color="yellow" variant="light">
          {t('otherVideo', { name: tracks[track]?.videoName ?? '' })}
        </Alert>
      )}
    </>
  );
}

const COUNTS = ['added', 'unchanged', 'conflicting', 'unmatched'] as const;

function Counts({ preview }: { readonly preview: AnnotationPreview }) {
  const t = useTranslations('annotations');
  return (
    <Group component="section" gap="xl" style={{ rowGap: 8 }} aria-label={t('counts')}>
      {COUNTS.map((name) => (
        <div key={name}>
          <Text size="lg" fw={600} className="figures">
            {preview[`${name}Count`].toLocaleString()}
          </Text>
          <Text size="xs" c="dimmed">
            {t(name)}
          </Text>
        </div>
      ))}
    </Group>
  );
}

function Failure({ error }: { readonly error: Error }) {
  const t = useTranslations('annotations');
  const errorText = useErrorText();
  return (
    <Alert color="red" variant="light" role="alert" title={t(errorAt(error, 'content') ? 'unreadable' : 'failed')}>
      {errorText(error)}
    </Alert>
  );
}
