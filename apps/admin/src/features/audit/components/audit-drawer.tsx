'use client';

import { Button, Code, Drawer, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DateTime } from '../../../components/date-time.tsx';
import { Facts } from '../../../components/facts.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { ThingName } from '../../../components/thing-name.tsx';
import { useSetInAddress, useUrlState } from '../../../lib/url-state.ts';
import { useAuditEntry } from '../api/use-audit.ts';
import type { AuditEntry } from '../api/use-audit.ts';
import { AuditOutcomeTag } from './audit-outcome.tsx';
import classes from './audit.module.css';
import { useActionName, useActorName } from './use-audit-words.ts';

/** All of the entry that the address names. */
export function AuditDrawer() {
  const t = useTranslations('audit.entry');
  const [id, show] = useUrlState('entry');
  return (
    <Drawer opened={id !== null} onClose={() => show(null)} position="right" size="lg" title={t('title')}>
      {id ? <EntryOfId id={id} /> : null}
    </Drawer>
  );
}

function EntryOfId({ id }: { readonly id: string }) {
  const t = useTranslations('audit.entry');
  const query = useAuditEntry(id);
  return (
    <QueryView query={query} skeleton={<Skeleton h={420} aria-hidden />}>
      {(entry) => (entry ? <EntryView entry={entry} /> : <Text size="sm">{t('gone')}</Text>)}
    </QueryView>
  );
}

function EntryView({ entry }: { readonly entry: AuditEntry }) {
  const t = useTranslations('audit.entry');
  const words = useTranslations('audit');
  const nameOf = useActionName();
  const { action, subjects, sequence, hash } = entry;
  const { reason, details } = reasonOf(entry);
  return (
    <Stack gap="lg">
      <Facts title={nameOf(action)} facts={useFacts(entry)} />
      {entry.outcome === null ? (
        <Text size="sm" c="dimmed">
          {t('underWayHint', { unknown: words('outcome.unknown') })}
        </Text>
      ) : null}
      <OthersLike entry={entry} />
      {subjects.length > 0 ? (
        <section aria-label={t('subjects')}>
          <Title order={3} size="h5" mb={6}>
            {t('subjects')}
          </Title>
          <ul className={classes.subjects}>
            {subjects.map((subject) => (
              <li key={subject.id}>
                <ThingName thing={subject} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {reason ? (
        <section aria-label={t('reason')}>
          <Title order={3} size="h5" mb={6}>
            {t('reason')}
          </Title>
          <Text size="sm" lang="en">
            {reason}
          </Text>
        </section>
      ) : null}
      {Object.keys(details).length > 0 ? (
        <section aria-label={t('details')}>
          <Title order={3} size="h5" mb={6}>
            {t('details')}
          </Title>
          <Code block className={classes.text}>
            {JSON.stringify(details, null, 2)}
          </Code>
          <Text size="xs" c="dimmed" mt={4}>
            {t('detailsHint')}
          </Text>
        </section>
      ) : null}
      <Text size="xs" c="dimmed" className={classes.hash}>
        {sequence === null ? t('unsealed') : t('sealed', { hash: hash ?? '' })}
      </Text>
    </Stack>
  );
}

/** Why it was refused, where that is told, and what was asked for otherwise. */
function reasonOf({ outcome, details: { reason, ...details } }: AuditEntry) {
  const isTold = outcome === 'refused' && typeof reason === 'string';
  return { reason: isTold ? reason : null, details: isTold || reason === undefined ? details : { reason, ...details } };
}

function useFacts(entry: AuditEntry) {
  const t = useTranslations('audit');
  const format = useFormatter();
  const actorName = useActorName();
  const { actor, occurredAt, address, requestId, action, code, sequence } = entry;
  const facts: [string, ReactNode][] = [
    [t('column.time'), <DateTime key="time" iso={occurredAt} to="second" />],
    [t('column.actor'), actorName(actor)],
    [t('entry.kind'), t(`actor.${actor.kind}`)],
    [t('column.outcome'), <AuditOutcomeTag key="outcome" entry={entry} />],
    [t('entry.action'), action],
  ];
  if (code) facts.push([t('entry.code'), code]);
  if (address) facts.push([t('entry.address'), address]);
  if (requestId) facts.push([t('entry.requestId'), requestId]);
  if (sequence !== null) facts.push([t('entry.sequence'), format.number(sequence)]);
  return facts;
}

/** Leads to what else who has done this has done, and to what else was done to the same. */
function OthersLike({ entry: { actor, subjects } }: { readonly entry: AuditEntry }) {
  const t = useTranslations('audit.entry');
  const set = useSetInAddress();
  const [first] = subjects;
  const choose = (part: string, value: string) => {
    set('entry', null);
    set(part, value);
  };
  return (
    <Group gap="xs">
      {actor.id ? (
        <Button size="compact-sm" variant="default" onClick={() => choose('actor', actor.id!)}>
          {t('byThem')}
        </Button>
      ) : null}
      {first ? (
        <Button size="compact-sm" variant="default" onClick={() => choose('subject', first.id)}>
          {t('onThis')}
        </Button>
      ) : null}
    </Group>
  );
}
