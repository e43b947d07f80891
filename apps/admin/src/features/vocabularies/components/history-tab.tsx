'use client';

import { Badge, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useFormatter, useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { MoreButton } from '../../../components/more-button.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { useConceptHistory } from '../api/use-changes.ts';
import { labelOfId } from '../model/concept.ts';
import classes from './change-list.module.css';
import type { TabProps } from './concept-panel.tsx';
import { FieldChanges } from './field-changes.tsx';

/** Who has changed what of the concept, when, from what to what; in all versions. */
export function HistoryTab({ one, conceptId, contents, languages, revision }: TabProps) {
  const t = useTranslations('vocabularies');
  const format = useFormatter();
  const query = useConceptHistory(conceptId, revision);
  const nameOf = (id: string) => labelOfId(contents, id, languages);
  if (one.isNew || !conceptId)
    return <EmptyState icon={IconHistory} title={t('history.none')} hint={t('history.noneHint')} />;
  return (
    <QueryView query={query} skeleton={<Skeleton height={160} />}>
      {(steps) => (
        <Stack gap="xs">
          {steps.length === 0 ? (
            <EmptyState icon={IconHistory} title={t('history.none')} hint={t('history.noneHint')} />
          ) : null}
          <ol className={classes.list} aria-label={t('tab.history')}>
            {steps.map(({ id, kind, person, createdAt, undoneAt, version, fieldChanges }) => (
              <li key={id} className={classes.step} data-undone={undoneAt === null ? undefined : true}>
                <Group gap="xs">
                  <Badge variant="light" tt="none" color={undoneAt === null ? undefined : 'gray'}>
                    {t(`changeKind.${kind}`)}
                  </Badge>
                  <Text size="xs" c="dimmed">
                    {t('changes.by', {
                      person: person ?? t('changes.nobody'),
                      at: format.dateTime(new Date(createdAt), { dateStyle: 'medium', timeStyle: 'short' }),
                    })}
                    {` · ${version.status === 'draft' ? t('version.draft', { number: version.number }) : t('list.latest', { number: version.number })}`}
                    {undoneAt === null ? null : ` · ${t('changes.undone')}`}
                  </Text>
                </Group>
                <FieldChanges changes={fieldChanges} idName={nameOf} />
              </li>
            ))}
          </ol>
          <MoreButton query={query} />
        </Stack>
      )}
    </QueryView>
  );
}
