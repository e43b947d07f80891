'use client';

import { ActionIcon, Anchor, Badge, Group, Menu, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArchive, IconArchiveOff, IconDots } from '@tabler/icons-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Confirm } from '../../../components/confirm.tsx';
import { ListTable } from '../../../components/list-table.tsx';
import { OnlyFor } from '../../../components/permitted.tsx';
import { useTellProblem } from '../../../lib/use-tell-problem.ts';
import type { Summary } from '../api/use-vocabularies.ts';
import { useUpdateVocabulary } from '../api/use-vocabulary-mutations.ts';

export function VocabularyTable({ vocabularies }: { readonly vocabularies: readonly Summary[] }) {
  const t = useTranslations('vocabularies.list');
  const [leaving, setLeaving] = useState<Summary | null>(null);
  const archive = useArchive();
  return (
    <>
      <ListTable label={t('label')} minWidth={640}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('name')}</Table.Th>
            <Table.Th>{t('version')}</Table.Th>
            <Table.Th ta="right">{t('concepts')}</Table.Th>
            <Table.Th ta="right">{t('updated')}</Table.Th>
            <Table.Th aria-label={t('acts')} w={44} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {vocabularies.map((vocabulary) => (
            <Line
              key={vocabulary.id}
              vocabulary={vocabulary}
              onArchive={() => setLeaving(vocabulary)}
              onBringBack={() => archive(vocabulary, false)}
            />
          ))}
        </Table.Tbody>
      </ListTable>
      <Confirm
        isOpen={leaving !== null}
        title={t('archiveTitle', { name: leaving?.name ?? '' })}
        action={t('archive')}
        onClose={() => setLeaving(null)}
        onConfirm={() => {
          if (leaving) archive(leaving, true);
          setLeaving(null);
        }}
      >
        {t('archiveHint')}
      </Confirm>
    </>
  );
}

interface LineProps {
  readonly vocabulary: Summary;
  readonly onArchive: () => void;
  readonly onBringBack: () => void;
}

function Line({ vocabulary, onArchive, onBringBack }: LineProps) {
  const t = useTranslations('vocabularies.list');
  const format = useFormatter();
  const { id, name, description, archivedAt, draft, latestPublished } = vocabulary;
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} href={`/vocabularies/${id}`} fw={600} size="sm">
          {name}
        </Anchor>
        {description ? (
          <Text size="xs" c="dimmed" lineClamp={2} title={description}>
            {description}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td>
        <Group gap={6}>
          {latestPublished ? t('latest', { number: latestPublished.number }) : t('unpublished')}
          {draft ? (
            <Badge variant="light" color="blue" tt="none">
              {t('draft', { number: draft.number })}
            </Badge>
          ) : null}
          {archivedAt ? (
            <Badge variant="default" tt="none">
              {t('archived')}
            </Badge>
          ) : null}
        </Group>
      </Table.Td>
      <Table.Td ta="right" data-label={t('concepts')}>
        {format.number((latestPublished ?? draft)?.conceptCount ?? 0)}
      </Table.Td>
      <Table.Td ta="right">
        <time dateTime={updatedAt(vocabulary)}>
          {format.dateTime(new Date(updatedAt(vocabulary)), { dateStyle: 'medium', timeStyle: 'short' })}
        </time>
      </Table.Td>
      <Table.Td data-act>
        <OnlyFor permission="curate">
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={t('actsOf', { name })}>
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {archivedAt ? (
                <Menu.Item leftSection={<IconArchiveOff size={16} aria-hidden />} onClick={onBringBack}>
                  {t('bringBack')}
                </Menu.Item>
              ) : (
                <Menu.Item leftSection={<IconArchive size={16} aria-hidden />} onClick={onArchive}>
                  {t('archive')}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        </OnlyFor>
      </Table.Td>
    </Table.Tr>
  );
}

function useArchive() {
  const t = useTranslations('vocabularies.list');
  const onError = useTellProblem();
  const update = useUpdateVocabulary();
  return ({ id, name }: Summary, isArchived: boolean) =>
    update.mutate(
      { id, isArchived },
      {
        onSuccess: () =>
          notifications.show({ message: isArchived ? t('archivedDone', { name }) : t('broughtBack', { name }) }),
        onError,
      },
    );
}

/** The vocabulary itself changes seldom; its versions are what people work on. */
function updatedAt({ updatedAt: own, draft, latestPublished }: Summary): string {
  return [own, draft?.updatedAt ?? '', latestPublished?.updatedAt ?? ''].reduce((a, b) => (a > b ? a : b));
}
