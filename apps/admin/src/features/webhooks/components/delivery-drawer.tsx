'use client';

import { Code, Drawer, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CopiedText } from '../../../components/copied-text.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { Facts } from '../../../components/facts.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { ThingName } from '../../../components/thing-name.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import { useDelivery } from '../api/use-deliveries.ts';
import type { Delivery } from '../api/use-deliveries.ts';
import { subjectOf } from '../model/subject-of.ts';
import { AttemptView } from './attempt-view.tsx';
import { DeliveryStateTag } from './delivery-state.tsx';
import { RetryButton } from './retry-button.tsx';
import { useTypeName } from './use-type-name.ts';
import classes from './webhooks.module.css';

/** The delivery that the address names, with every attempt. */
export function DeliveryDrawer() {
  const t = useTranslations('webhooks.delivery');
  const [id, show] = useUrlState('delivery');
  return (
    <Drawer opened={id !== null} onClose={() => show(null)} position="right" size="lg" title={t('facts')}>
      {id ? <DeliveryOfId id={id} /> : null}
    </Drawer>
  );
}

function DeliveryOfId({ id }: { readonly id: string }) {
  const t = useTranslations('webhooks.delivery');
  const query = useDelivery(id);
  return (
    <QueryView query={query} skeleton={<Skeleton h={480} aria-hidden />}>
      {(delivery) => (delivery ? <DeliveryView delivery={delivery} /> : <Text size="sm">{t('gone')}</Text>)}
    </QueryView>
  );
}

function DeliveryView({ delivery }: { readonly delivery: Delivery }) {
  const t = useTranslations('webhooks.delivery');
  const nameOf = useTypeName();
  const { messageId, type, attempts, endpoint } = delivery;
  const latestFirst = attempts.toReversed();
  return (
    <Stack gap="lg">
      <div>
        <Facts title={nameOf(type)} facts={useFacts(delivery)} />
        <Text size="xs" c="dimmed" mt={8}>
          {t('endpoint')}
        </Text>
        <Text size="sm" className={classes.address}>
          {endpoint.url}
        </Text>
      </div>
      <Retry delivery={delivery} />
      <section aria-label={t('attempts')}>
        <Title order={3} size="h5" mb={6}>
          {t('attempts')}
        </Title>
        {attempts.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('noAttempt')}
          </Text>
        ) : (
          <ol className={classes.attempts} reversed>
            {latestFirst.map((attempt, index) => (
              <li key={attempt.startedAt}>
                <AttemptView attempt={attempt} url={endpoint.url} withRemedy={index === 0} />
              </li>
            ))}
          </ol>
        )}
      </section>
      <CopiedText label={t('messageId')} text={messageId} />
      <section aria-label={t('message')}>
        <Title order={3} size="h5" mb={6}>
          {t('message')}
        </Title>
        <Code block className={classes.text}>
          {JSON.stringify(messageOf(delivery), null, 2)}
        </Code>
      </section>
    </Stack>
  );
}

function useFacts({ state, type, createdAt, nextAttemptAt, endpoint, change }: Delivery) {
  const t = useTranslations('webhooks.delivery');
  const format = useFormatter();
  const facts: [string, ReactNode][] = [
    [t('state'), <DeliveryStateTag key="state" state={state} />],
    [t('createdAt'), <DateTime key="createdAt" iso={createdAt} to="second" />],
    [t('type'), type],
  ];
  if (change) facts.push([t('subject'), <ThingName key="subject" thing={subjectOf(change)} />]);
  if (change) facts.push([t('sequence'), format.number(change.sequence)]);
  if (nextAttemptAt && endpoint.isEnabled)
    facts.push([t('nextAttemptAt'), <DateTime key="nextAttemptAt" iso={nextAttemptAt} to="second" />]);
  return facts;
}

function Retry({ delivery }: { readonly delivery: Delivery }) {
  const t = useTranslations('webhooks');
  const { state, type, endpoint } = delivery;
  if (state === 'succeeded' || state === 'sending' || type === 'ping') return null;
  if (!endpoint.isEnabled) return state === 'waiting' ? <Text size="sm">{t('delivery.waitsForEndpoint')}</Text> : null;
  return (
    <div>
      <RetryButton delivery={delivery} label={t(state === 'failed' ? 'log.again' : 'delivery.sendNow')} />
    </div>
  );
}

/** What is sent. */
function messageOf({ type, createdAt, change }: Delivery) {
  const data = change ? { sequence: change.sequence, ...change.data } : {};
  return { type, timestamp: change?.occurredAt ?? createdAt, data };
}
