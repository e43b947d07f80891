'use client';

import { Alert, Button, Group, Modal, Radio, Select, Stack, Text, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { LibraryFragment } from '../../../../generated/graphql.ts';
import { useProblemText } from '../../../lib/problem-text.ts';
import { useCreateLibrary } from '../api/use-libraries.ts';
import { useStations } from '../api/use-stations.ts';
import { stationChoices } from '../stations/station-tree.ts';

interface Props {
  /** Proposed. */
  readonly stationId: string | null;
  readonly onClose: () => void;
  readonly onAdded: (library: LibraryFragment) => void;
}

export function AddLibrary({ onClose, ...rest }: Props) {
  const t = useTranslations('libraries.add');
  return (
    <Modal opened onClose={onClose} title={t('title')} centered>
      <LibraryForm onClose={onClose} {...rest} />
    </Modal>
  );
}

/** Where a library's videos are; what was typed for another place stays there. */
interface Source {
  readonly place: 'upload' | 'folder' | 'bucket';
  readonly folder: string;
  readonly bucket: string;
}

const FIELDS = ['name', 'equipmentNodeId', 'folder', 'bucket'] as const;

function LibraryForm({ stationId, onClose, onAdded }: Props) {
  const t = useTranslations('libraries.add');
  const action = useTranslations('common.action');
  const problems = useProblemText();
  const create = useCreateLibrary();
  const { data: stations = [] } = useStations();
  const [name, setName] = useState('');
  const [equipmentNodeId, setStation] = useState(stationId);
  const [source, setSource] = useState<Source>({ place: 'upload', folder: '', bucket: '' });
  const { place, folder, bucket } = source;
  const given = { upload: {}, folder: { folder }, bucket: { bucket } }[place];
  const isPlaced = Object.values(given).every((text) => text.trim() !== '');
  const isComplete = name.trim() !== '' && equipmentNodeId !== null && isPlaced;
  const submit = () => {
    if (equipmentNodeId === null) return;
    create.mutate(
      { name, equipmentNodeId, ...given },
      { onSuccess: ({ videoLibrary }) => videoLibrary && onAdded(videoLibrary) },
    );
  };
  const rest = problems.besides(create.error, FIELDS);
  if (stations.length === 0) return <Text size="sm">{t('noStation')}</Text>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('name')}
          placeholder={t('namePlaceholder')}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={problems.at(create.error, 'name')}
          maxLength={200}
          required
          data-autofocus
        />
        <Select
          label={t('station')}
          placeholder={t('stationPlaceholder')}
          data={stationChoices(stations)}
          value={equipmentNodeId}
          onChange={setStation}
          error={problems.at(create.error, 'equipmentNodeId')}
          searchable
          required
        />
        <SourceFields source={source} onChange={setSource} errorAt={(field) => problems.at(create.error, field)} />
        {rest ? (
          <Alert color="red" role="alert">
            {rest}
          </Alert>
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {action('cancel')}
          </Button>
          <Button type="submit" loading={create.isPending} disabled={!isComplete}>
            {t('submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface SourceProps {
  readonly source: Source;
  readonly onChange: (source: Source) => void;
  readonly errorAt: (field: 'folder' | 'bucket') => ReactNode;
}

function SourceFields({ source, onChange, errorAt }: SourceProps) {
  const t = useTranslations('libraries.add');
  const { place, folder, bucket } = source;
  return (
    <>
      <Radio.Group
        label={t('place')}
        value={place}
        onChange={(value) => onChange({ ...source, place: value as Source['place'] })}
      >
        <Stack gap="xs" mt={6}>
          <Radio value="upload" label={t('upload')} description={t('uploadHint')} />
          <Radio value="folder" label={t('folder')} description={t('folderHint')} />
          <Radio value="bucket" label={t('bucket')} description={t('bucketHint')} />
        </Stack>
      </Radio.Group>
      {place === 'folder' ? (
        <TextInput
          label={t('path')}
          placeholder="/mnt/videos/line-2"
          value={folder}
          onChange={({ currentTarget }) => onChange({ ...source, folder: currentTarget.value })}
          error={errorAt('folder')}
          spellCheck={false}
          required
        />
      ) : null}
      {place === 'bucket' ? (
        <TextInput
          label={t('address')}
          description={t('addressHint')}
          placeholder="s3://plant-3/line-2"
          value={bucket}
          onChange={({ currentTarget }) => onChange({ ...source, bucket: currentTarget.value })}
          error={errorAt('bucket')}
          spellCheck={false}
          required
        />
      ) : null}
    </>
  );
}
