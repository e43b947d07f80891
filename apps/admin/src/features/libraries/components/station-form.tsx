'use client';

import { Alert, Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { parentWarning } from '@actionary/inference/domain';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { EquipmentLevel, StationFragment } from '../../../../generated/graphql.ts';
import { useProblemText } from '../../../lib/problem-text.ts';
import { useSaveStation } from '../api/use-stations.ts';
import { LEVELS, levelBelow } from '../stations/levels.ts';
import { stationChoices, subtreeIds } from '../stations/station-tree.ts';
import { useUnusualPlace } from '../stations/use-unusual-place.ts';

interface Props {
  /** Null: a new one. */
  readonly station: StationFragment | null;
  /** Where a new one is proposed to be. */
  readonly parent: StationFragment | null;
  readonly stations: readonly StationFragment[];
  readonly onClose: () => void;
  readonly onSaved: (station: StationFragment) => void;
}

const FIELDS = ['name', 'level', 'parentId', 'externalId'] as const;

/** Adds a station, or renames, regrades and moves one. */
export function StationForm({ station, parent, stations, onClose, onSaved }: Props) {
  const t = useTranslations('libraries.station');
  const unusualPlace = useUnusualPlace();
  const action = useTranslations('common.action');
  const problems = useProblemText();
  const save = useSaveStation();
  const [name, setName] = useState(station?.name ?? '');
  const [level, setLevel] = useState<EquipmentLevel>(station?.level ?? levelBelow(parent?.level ?? null));
  const [parentId, setParentId] = useState(station ? (station.parent?.id ?? null) : (parent?.id ?? null));
  const [externalId, setExternalId] = useState(station?.externalId ?? '');
  const own = station ? subtreeIds(stations, station.id) : null;
  const places = stationChoices(stations).filter(({ value }) => !own?.has(value));
  const parentLevel = stations.find(({ id }) => id === parentId)?.level ?? null;
  const warning = parentWarning(level, parentLevel);
  const submit = () =>
    save.mutate(
      { ...(station ? { id: station.id } : {}), name, level, parentId, externalId: externalId || null },
      { onSuccess: onSaved },
    );
  const rest = problems.besides(save.error, FIELDS);
  return (
    <Modal opened onClose={onClose} title={station ? t('editTitle') : t('addTitle')} centered>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t('name')}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            error={problems.at(save.error, 'name')}
            maxLength={200}
            required
            data-autofocus
          />
          <Select
            label={t('levelLabel')}
            description={t('levelHint')}
            data={LEVELS.map((value) => ({ value, label: t(`level.${value}`) }))}
            value={level}
            onChange={(value) => value && setLevel(value)}
            error={problems.at(save.error, 'level')}
            allowDeselect={false}
          />
          {warning ? (
            <Alert color="yellow" role="status" icon={<IconAlertTriangle size={18} aria-hidden />}>
              {unusualPlace({ level, parentLevel, allowedLevels: warning.allowedLevels })}
            </Alert>
          ) : null}
          <Select
            label={t('parent')}
            placeholder={t('parentNone')}
            data={places}
            value={parentId}
            onChange={setParentId}
            error={problems.at(save.error, 'parentId')}
            nothingFoundMessage={t('parentNotFound')}
            searchable
            clearable
          />
          <TextInput
            label={t('externalId')}
            description={t('externalIdHint')}
            value={externalId}
            onChange={({ currentTarget }) => setExternalId(currentTarget.value)}
            error={problems.at(save.error, 'externalId')}
          />
          {rest ? (
            <Alert color="red" role="alert">
              {rest}
            </Alert>
          ) : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {action('cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
              {station ? action('save') : action('create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
