'use client';

import { Alert, Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useProblemText } from '../../../lib/problem-text.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import type { VocabularyDetails } from '../api/use-vocabulary.ts';
import { useCreateVocabulary, useUpdateVocabulary } from '../api/use-vocabulary-mutations.ts';

interface Props {
  readonly isOpen: boolean;
  /** Absent: a new one is created, and opened. */
  readonly vocabulary?: Pick<VocabularyDetails, 'id' | 'name' | 'description' | 'licence' | 'source'>;
  readonly onClose: () => void;
}

/** Name and description of a vocabulary; where its words come from, once there is one. */
export function DetailsDialog({ isOpen, vocabulary, onClose }: Props) {
  const t = useTranslations('vocabularies.details');
  return (
    <Modal opened={isOpen} onClose={onClose} title={vocabulary ? t('edit') : t('create')} centered>
      <Form vocabulary={vocabulary} onClose={onClose} />
    </Modal>
  );
}

function Form({ vocabulary, onClose }: Omit<Props, 'isOpen'>) {
  const t = useTranslations('vocabularies');
  const tAction = useTranslations('common.action');
  const errorText = useErrorText();
  const router = useRouter();
  const [name, setName] = useState(vocabulary?.name ?? '');
  const [description, setDescription] = useState(vocabulary?.description ?? '');
  const [source, setSource] = useState(vocabulary?.source ?? '');
  const [licence, setLicence] = useState(vocabulary?.licence ?? '');
  const create = useCreateVocabulary();
  const update = useUpdateVocabulary();
  const { error, isPending } = vocabulary ? update : create;
  const nameError = useProblemText().at(error, 'name');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (vocabulary) {
      const onSuccess = () => {
        notifications.show({ message: t('details.saved') });
        onClose();
      };
      update.mutate({ id: vocabulary.id, name, description, source, licence }, { onSuccess });
    } else {
      const onSuccess = (made: { id: string } | null) => made && router.push(`/vocabularies/${made.id}`);
      create.mutate({ name, description }, { onSuccess });
    }
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {error && !nameError ? (
          <Alert color="red" variant="light" role="alert">
            {errorText(error)}
          </Alert>
        ) : null}
        <TextInput
          label={t('details.name')}
          placeholder={t('details.nameExample')}
          required
          data-autofocus
          value={name}
          error={nameError}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label={t('details.description')}
          autosize
          minRows={3}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        {vocabulary ? (
          <>
            <TextInput
              label={t('details.source')}
              placeholder={t('details.sourceExample')}
              value={source}
              onChange={(event) => setSource(event.currentTarget.value)}
            />
            <TextInput
              label={t('details.licence')}
              placeholder={t('details.licenceExample')}
              value={licence}
              onChange={(event) => setLicence(event.currentTarget.value)}
            />
          </>
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {tAction('cancel')}
          </Button>
          <Button type="submit" loading={isPending} disabled={name.trim() === ''}>
            {vocabulary ? tAction('save') : tAction('create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
