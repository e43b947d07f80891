'use client';

import { Anchor, Table, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { DateTime } from '../../../components/date-time.tsx';
import { ListTable } from '../../../components/list-table.tsx';
import { ThingName } from '../../../components/thing-name.tsx';
import { useSetInAddress } from '../../../lib/url-state.ts';
import type { ListedAuditEntry } from '../api/use-audit.ts';
import { AuditOutcomeTag } from './audit-outcome.tsx';
import classes from './audit.module.css';
import { useActionName, useActorName } from './use-audit-words.ts';

export function AuditTable({ entries }: { readonly entries: readonly ListedAuditEntry[] }) {
  const t = useTranslations('audit');
  return (
    <ListTable label={t('title')} minWidth={860}>
      <Table.Thead>
        <Table.Tr>
          {(['action', 'actor', 'subjects', 'outcome', 'time'] as const).map((column) => (
            <Table.Th key={column}>{t(`column.${column}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry) => (
          <AuditRow key={entry.id} entry={entry} />
        ))}
      </Table.Tbody>
    </ListTable>
  );
}

function AuditRow({ entry }: { readonly entry: ListedAuditEntry }) {
  const t = useTranslations('audit');
  const set = useSetInAddress();
  const actionName = useActionName();
  const actorName = useActorName();
  const { id, action, actor, subjects, subjectCount, occurredAt } = entry;
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component="button" type="button" size="sm" fw={600} ta="start" onClick={() => set('entry', id)}>
          {actionName(action)}
        </Anchor>
      </Table.Td>
      <Table.Td>{actorName(actor)}</Table.Td>
      <Table.Td className={classes.whole}>
        {subjects.map((subject) => (
          <ThingName key={subject.id} thing={subject} />
        ))}
        {subjectCount > subjects.length ? (
          <Text size="xs" c="dimmed">
            {t('more', { count: subjectCount - subjects.length })}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td>
        <AuditOutcomeTag entry={entry} />
      </Table.Td>
      <Table.Td className={classes.time}>
        <DateTime iso={occurredAt} to="second" />
      </Table.Td>
    </Table.Tr>
  );
}
