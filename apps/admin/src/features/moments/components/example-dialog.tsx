'use client';

import { Alert, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { searchTextOf } from '../../../lib/concept-search.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import type { Moment } from '../api/use-moments.ts';
import type { CalledConcept } from '../model/called-concepts.ts';
import { useDraftConcepts, useDrafts, useSaveExample } from '../api/use-examples.ts';

interface Props {
  readonly moment: Moment;
  /** What found it; becomes the note. */
  readonly phrase: string;
  /** What it stands for, to begin with. */
  readonly meant: CalledConcept | null;
  readonly onClose: () => void;
}

/** Of which concept the moment is to be an example. */
export function ExampleDialog({ moment: { video, startMs, endMs }, phrase, meant, onClose }: Props) {
  const t = useTranslations('moments.example');
  const errorText = useErrorText();
  const { data: drafts } = useDrafts();
  const [chosen, choose] = useState<string | null>(null);
  const own = drafts?.find(({ id }) => id === meant?.vocabulary.id) ?? drafts?.[0];
  const versionId = chosen ?? own?.versionId ?? null;
  const { data: concepts = [] } = useDraftConcepts(versionId);
  const [chosenContent, setContentId] = useState<string | null>(null);
  const contentId = chosenContent ?? concepts.find(({ concept }) => concept.id === meant?.conceptId)?.id ?? null;
  const [note, setNote] = useState(phrase);
  const save = useSaveExample();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!contentId) return;
    const label = concepts.find(({ id }) => id === contentId)?.label ?? '';
    save.mutate(
      { contentId, example: { note, videoId: video.id, startMs, endMs } },
      {
        onSuccess: () => {
          notifications.show({ message: t('done', { label }) });
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title={t('title')} centered>
      {drafts?.length === 0 ? (
        <Text size="sm">{t('noDraft')}</Text>
      ) : (
        <form onSubmit={submit}>
          <Stack gap="sm">
            {save.error ? (
              <Alert color="red" variant="light" role="alert">
                {errorText(save.error)}
              </Alert>
            ) : null}
            <Select
              label={t('vocabulary')}
              allowDeselect={false}
              value={versionId}
              data={(drafts ?? []).map((draft) => ({ value: draft.versionId, label: draft.name }))}
              onChange={(value) => {
                choose(value);
                setContentId(null);
              }}
            />
            <Select
              label={t('concept')}
              searchable
              required
              limit={100}
              value={contentId}
              data={concepts.map((concept) => ({
                value: concept.id,
                label: [concept.notation, concept.label].filter(Boolean).join(' '),
                searchText: searchTextOf(concept),
              }))}
              onChange={setContentId}
            />
            <TextInput label={t('note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
            <Group justify="flex-end">
              <Button type="submit" loading={save.isPending} disabled={!contentId}>
                {t('action')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
