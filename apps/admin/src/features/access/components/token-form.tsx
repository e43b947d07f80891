'use client';

import { Checkbox, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useProblemText } from '../../../lib/problem-text.ts';
import type { useCreateApiToken } from '../api/use-api-tokens.ts';
import { PERMISSIONS } from '../model/roles.ts';
import { NEW_TOKEN, toTokenInput } from '../model/token-draft.ts';
import type { TokenDraft } from '../model/token-draft.ts';
import { LIFE_CHOICES } from '../model/token-life.ts';
import { FormFoot } from './form-foot.tsx';

const FIELDS = ['name', 'expiresAt', 'requestsPerMinute'] as const;
const MAX_LIMIT = 1_000_000;

interface Props {
  readonly create: ReturnType<typeof useCreateApiToken>;
  readonly onClose: () => void;
}

/** What a token is called, what it lets its holder do, and for how long. */
export function TokenForm({ create, onClose }: Props) {
  const t = useTranslations('access.token');
  const problems = useProblemText();
  const [draft, setDraft] = useState(NEW_TOKEN);
  const set = (change: Partial<TokenDraft>) => setDraft({ ...draft, ...change });
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate(toTokenInput(draft, new Date()));
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('name')}
          description={t('nameHint')}
          placeholder={t('namePlaceholder')}
          value={draft.name}
          onChange={({ currentTarget }) => set({ name: currentTarget.value })}
          error={problems.at(create.error, 'name')}
          maxLength={200}
          required
          data-autofocus
        />
        <PermissionField granted={draft.granted} onChange={(granted) => set({ granted })} />
        <BoundFields draft={draft} error={create.error} onChange={set} />
        <FormFoot
          problem={problems.besides(create.error, FIELDS)}
          action={t('createNow')}
          isBusy={create.isPending}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}

interface PermissionFieldProps {
  readonly granted: readonly string[];
  readonly onChange: (granted: readonly string[]) => void;
}

function PermissionField({ granted, onChange }: PermissionFieldProps) {
  const t = useTranslations('access.token');
  const words = useTranslations('common.permission');
  return (
    <Checkbox.Group label={t('column.permissions')} value={['read', ...granted]} onChange={onChange}>
      <Stack gap="xs" mt={6}>
        {PERMISSIONS.map((permission) => (
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
  );
}

interface BoundFieldsProps {
  readonly draft: TokenDraft;
  readonly error: Error | null;
  readonly onChange: (change: Partial<TokenDraft>) => void;
}

/** Until when it lives, and how often it may ask. */
function BoundFields({ draft, error, onChange }: BoundFieldsProps) {
  const t = useTranslations('access.token');
  const problems = useProblemText();
  return (
    <>
      <Group grow align="flex-start">
        <Select
          label={t('life')}
          data={LIFE_CHOICES.map((value) => ({
            value,
            label: value === 'day' ? t('untilDay') : t('days', { count: Number(value) }),
          }))}
          value={draft.life}
          onChange={(life) => life && onChange({ life })}
          error={problems.at(error, 'expiresAt')}
          allowDeselect={false}
        />
        <NumberInput
          label={t('limit')}
          description={t('limitHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={draft.limit}
          onChange={(limit) => onChange({ limit })}
          error={problems.at(error, 'requestsPerMinute')}
          min={1}
          max={MAX_LIMIT}
          allowDecimal={false}
          thousandSeparator=","
        />
      </Group>
      {draft.life === 'day' ? (
        <TextInput
          type="date"
          label={t('lastDay')}
          description={t('lastDayHint')}
          value={draft.lastDay}
          onChange={({ currentTarget }) => onChange({ lastDay: currentTarget.value })}
          required
          maw={260}
        />
      ) : null}
    </>
  );
}
