'use client';

import { Alert, Button, Checkbox, Group, Modal, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Permission } from '../../../../generated/graphql.ts';
import { CopiedText } from '../../../components/copied-text.tsx';
import { useProblemText } from '../../../lib/problem-text.ts';
import { useCreateApiToken } from '../api/use-api-tokens.ts';
import { GRANTS } from '../model/roles.ts';
import { endOfDay, endOfLife, LIFE_CHOICES } from '../model/token-life.ts';

const FIELDS = ['name', 'expiresAt', 'requestsPerMinute'] as const;
const USUAL_DAYS = 365;
const USUAL_LIMIT = 6000;
const MAX_LIMIT = 1_000_000;

/** Makes a token, and shows its secret once. */
export function TokenDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('access.token');
  const create = useCreateApiToken();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(create.data ? 'secretTitle' : 'createTitle')}
      centered
      size="lg"
      closeOnClickOutside={false}
    >
      {create.data ? (
        <Secret secret={create.data} onClose={onClose} />
      ) : (
        <TokenForm create={create} onClose={onClose} />
      )}
    </Modal>
  );
}

interface FormProps {
  readonly create: ReturnType<typeof useCreateApiToken>;
  readonly onClose: () => void;
}

function TokenForm({ create, onClose }: FormProps) {
  const t = useTranslations('access.token');
  const words = useTranslations('common.permission');
  const action = useTranslations('common.action');
  const problems = useProblemText();
  const [name, setName] = useState('');
  const [granted, setGranted] = useState<readonly string[]>([]);
  const [days, setDays] = useState(String(USUAL_DAYS));
  const [lastDay, setLastDay] = useState('');
  const [limit, setLimit] = useState<number | string>(USUAL_LIMIT);
  const rest = problems.besides(create.error, FIELDS);
  const submit = () =>
    create.mutate({
      name,
      permissions: ['read' as Permission, ...GRANTS].filter((each) => each === 'read' || granted.includes(each)),
      expiresAt: days === 'day' ? endOfDay(lastDay) : endOfLife(Number(days), new Date()),
      requestsPerMinute: limit === '' ? null : Number(limit),
    });
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('name')}
          description={t('nameHint')}
          placeholder={t('namePlaceholder')}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={problems.at(create.error, 'name')}
          maxLength={200}
          required
          data-autofocus
        />
        <Checkbox.Group label={t('column.permissions')} value={['read', ...granted]} onChange={setGranted}>
          <Stack gap="xs" mt={6}>
            {(['read', ...GRANTS] as const).map((permission) => (
              <Checkbox
                key={permission}
                value={permission}
                label={words(`${permission}.name`)}
                description={words(`${permission}.hint`)}
                disabled={permission === 'read'}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Group grow align="flex-start">
          <Select
            label={t('life')}
            data={LIFE_CHOICES.map((value) => ({
              value,
              label: value === 'day' ? t('untilDay') : t('days', { count: Number(value) }),
            }))}
            value={days}
            onChange={(value) => value && setDays(value)}
            error={problems.at(create.error, 'expiresAt')}
            allowDeselect={false}
          />
          <NumberInput
            label={t('limit')}
            description={t('limitHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={limit}
            onChange={setLimit}
            error={problems.at(create.error, 'requestsPerMinute')}
            min={1}
            max={MAX_LIMIT}
            allowDecimal={false}
            thousandSeparator=","
          />
        </Group>
        {days === 'day' ? (
          <TextInput
            type="date"
            label={t('lastDay')}
            description={t('lastDayHint')}
            value={lastDay}
            onChange={({ currentTarget }) => setLastDay(currentTarget.value)}
            required
            maw={260}
          />
        ) : null}
        {rest ? (
          <Alert color="red" role="alert">
            {rest}
          </Alert>
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {action('cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('createNow')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** How a program asks with it. */
function curlWith(secret: string): string {
  return [
    `curl ${window.location.origin}/graphql`,
    `-H 'authorization: Bearer ${secret}'`,
    `-H 'content-type: application/json'`,
    `-d '{"query": "{ viewer { name permissions } }"}'`,
  ].join(' \\\n  ');
}

function Secret({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const t = useTranslations('access.token');
  return (
    <Stack gap="md">
      <Alert color="yellow" variant="light">
        {t('secretHint')}
      </Alert>
      <CopiedText label={t('secret')} text={secret} />
      <CopiedText label={t('example')} text={curlWith(secret)} />
      <Text size="xs" c="dimmed">
        {t('onBehalf')}
      </Text>
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('taken')}</Button>
      </Group>
    </Stack>
  );
}
