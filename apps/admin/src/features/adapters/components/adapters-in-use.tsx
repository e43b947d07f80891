'use client';

import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { Confirm } from '../../../components/confirm.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { Tag } from '../../../components/tag.tsx';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { useResultStacks, useTakeAway } from '../api/use-adapters.ts';
import type { PublishedResults, ResultStack } from '../model/result-stacks.ts';
import classes from './adapters.module.css';

/** Which adapters readers see the results of, and the way back to any earlier one, or to none. */
export function AdaptersInUse() {
  const t = useTranslations('adapters.inUse');
  const { data: stacks } = useResultStacks();
  if (!stacks || stacks.length === 0) return null;
  return (
    <section aria-label={t('title')}>
      <Title order={2} size="h4" mb={2}>
        {t('title')}
      </Title>
      <Text size="sm" c="dimmed" mb={6}>
        {t('hint')}
      </Text>
      <Stack gap="sm">
        {stacks.map((stack) => (
          <StackView key={stack.ground.id} stack={stack} />
        ))}
      </Stack>
    </section>
  );
}

function StackView({ stack: { ground, layers } }: { readonly stack: ResultStack }) {
  const t = useTranslations('adapters.inUse');
  return (
    <Paper withBorder p="md">
      <ol className={classes.layers}>
        {layers.map((layer, depth) => (
          <li key={layer.id}>
            <LayerText layer={layer} />
            {depth === 0 ? (
              <Tag color="teal">{t('now')}</Tag>
            ) : (
              <ReturnButton above={layers.slice(0, depth)} name={layer.recognition.recipe.name} />
            )}
          </li>
        ))}
        <li>
          <div>
            <Text size="sm" fw={600}>
              {ground.name}
            </Text>
            <Text size="xs" c="dimmed">
              {t('ground')}
            </Text>
          </div>
          <ReturnButton above={layers} name={ground.name} />
        </li>
      </ol>
    </Paper>
  );
}

function LayerText({ layer }: { readonly layer: PublishedResults }) {
  const t = useTranslations('adapters.inUse');
  const format = useFormatter();
  const { recognition, videoCount, publishedAt } = layer;
  const { adapter, name } = recognition.recipe;
  const when = format.dateTime(new Date(publishedAt), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div>
      <Anchor component={Link} href={`/recognitions/${recognition.id}`} size="sm" fw={600}>
        {name}
      </Anchor>
      <Text size="xs" c="dimmed" className="figures">
        {t('since', { count: videoCount, when })}
      </Text>
      <Text size="xs">
        {adapter ? (
          <Anchor component={Link} href={`/adapters/${adapter.id}`} inherit underline="always">
            {adapter.name}
          </Anchor>
        ) : (
          t('none')
        )}
      </Text>
    </div>
  );
}

interface ReturnProps {
  /** What has to go, the uppermost first. */
  readonly above: readonly PublishedResults[];
  /** Of the recipe that counts then. */
  readonly name: string;
}

function ReturnButton({ above, name }: ReturnProps) {
  const t = useTranslations('adapters.inUse');
  const format = useFormatter();
  const errorText = useErrorText();
  const [isAsking, { open, close }] = useDisclosure();
  const take = useTakeAway();
  const onConfirm = () =>
    take.mutate(above, {
      onSuccess: () => notifications.show({ message: t('done', { name }) }),
      onError: (error) => notifications.show({ color: 'red', title: t('failed'), message: errorText(error) }),
      onSettled: close,
    });
  return (
    <Group>
      <Permitted permission="operate">
        <Button variant="default" size="compact-sm" onClick={open} aria-label={t('actionOf', { name })}>
          {t('action')}
        </Button>
      </Permitted>
      <Confirm
        isOpen={isAsking}
        title={t('actionOf', { name })}
        action={t('action')}
        isBusy={take.isPending}
        isHarmless
        onConfirm={onConfirm}
        onClose={close}
      >
        {t('text', {
          list: format.list(
            above.map(({ recognition, videoCount }) =>
              t('taken', { name: recognition.recipe.name, count: videoCount }),
            ),
          ),
        })}
      </Confirm>
    </Group>
  );
}
