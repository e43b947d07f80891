'use client';

import { ActionIcon, Group, Menu, Paper, Skeleton, Stack, Title } from '@mantine/core';
import { IconDots, IconEdit, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { LibraryFragment, StationFragment } from '../../../../generated/graphql.ts';
import { QueryView } from '../../../components/query-view.tsx';
import { useMay } from '../../../lib/use-viewer.ts';
import { useStations } from '../api/use-stations.ts';
import { DeleteStation } from './delete-station.tsx';
import classes from './libraries.module.css';
import { StationTree } from './station-tree.tsx';

const StationForm = dynamic(async () => (await import('./station-form.tsx')).StationForm);

interface Props {
  readonly libraries: readonly LibraryFragment[];
  /** Null: the whole plant. */
  readonly chosenId: string | null;
  readonly onChoose: (id: string | null) => void;
}

/** What is being done, and to which station; below which one, where one is added. */
interface Act {
  readonly kind: 'add' | 'edit' | 'delete';
  readonly station: StationFragment | null;
}

/** The plant as a tree, and what can be done with its stations. */
export function StationPanel({ libraries, chosenId, onChoose }: Props) {
  const t = useTranslations('libraries.station');
  const query = useStations();
  const [act, setAct] = useState<Act | null>(null);
  const stations = query.data ?? [];
  const chosen = stations.find(({ id }) => id === chosenId) ?? null;
  const close = () => setAct(null);
  const mayOperate = useMay('operate');
  return (
    <Paper component="section" withBorder className={classes.stations} aria-label={t('title')}>
      <Group justify="space-between" gap={4} p="xs" pb={4} wrap="nowrap">
        <Title order={2} size="h6" pl={4}>
          {t('title')}
        </Title>
        {mayOperate ? (
          <Group gap={4} wrap="nowrap">
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={chosen ? t('addBelow', { name: chosen.name }) : t('addRoot')}
              onClick={() => setAct({ kind: 'add', station: chosen })}
            >
              <IconPlus size={18} aria-hidden />
            </ActionIcon>
            <StationMenu chosen={chosen} onAct={(kind) => setAct({ kind, station: chosen })} />
          </Group>
        ) : null}
      </Group>
      <QueryView query={query} skeleton={<Waiting />}>
        {(all) => (
          <StationTree
            stations={all}
            libraries={libraries}
            chosenId={chosen?.id ?? null}
            onChoose={onChoose}
            onEdit={(station) => mayOperate && setAct({ kind: 'edit', station })}
            onDelete={(station) => mayOperate && setAct({ kind: 'delete', station })}
          />
        )}
      </QueryView>
      {act && act.kind !== 'delete' ? (
        <StationForm
          station={act.kind === 'edit' ? act.station : null}
          parent={act.station}
          stations={stations}
          onClose={close}
          onSaved={(station) => {
            close();
            onChoose(station.id);
          }}
        />
      ) : null}
      <DeleteStation
        station={act?.kind === 'delete' ? act.station : null}
        onClose={close}
        onDeleted={() => {
          close();
          onChoose(act?.station?.parent?.id ?? null);
        }}
      />
    </Paper>
  );
}

interface MenuProps {
  readonly chosen: StationFragment | null;
  readonly onAct: (kind: Act['kind']) => void;
}

function StationMenu({ chosen, onAct }: MenuProps) {
  const t = useTranslations('libraries.station');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={!chosen}
          aria-label={chosen ? t('menu', { name: chosen.name }) : t('menuNone')}
        >
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconEdit size={16} aria-hidden />} onClick={() => onAct('edit')}>
          {t('edit')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => onAct('delete')}>
          {t('delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Waiting() {
  return (
    <Stack gap={6} p="sm" aria-hidden>
      {Array.from({ length: 5 }, (_, index) => (
        <Skeleton key={index} h={26} />
      ))}
    </Stack>
  );
}
