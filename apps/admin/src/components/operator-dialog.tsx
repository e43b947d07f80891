'use client';

import { Alert, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { SetVideosOperatorInput } from '../../generated/graphql.ts';
import { useProblemText } from '../lib/problem-text.ts';
import { Confirm } from './confirm.tsx';
import { useForgetOperator, useOperators, useSetOperator } from './use-operators.ts';
import type { Operator } from './use-operators.ts';

interface Props {
  /** Videos whose operator is set. */
  readonly videos: Pick<SetVideosOperatorInput, 'videoIds' | 'libraryIds' | 'filter'>;
  readonly videoCount: number;
  /** Null: none is known of all of them. */
  readonly currentId: string | null;
  readonly onClose: () => void;
}

/** Says who works in videos, by a name that is not kept or a pseudonym that there is. */
export function OperatorDialog({ videos, videoCount, currentId, onClose }: Props) {
  const t = useTranslations('operators');
  const action = useTranslations('common.action');
  const problems = useProblemText();
  const operators = useOperators();
  const [name, setName] = useState('');
  const [id, setId] = useState(currentId);
  const set = useSetOperator();
  const save = (operator: Pick<SetVideosOperatorInput, 'operator' | 'operatorId'>) =>
    set.mutate({ ...videos, ...operator }, { onSuccess: onClose });
  const chosen = operators.find((operator) => operator.id === id) ?? null;
  const problem = problems.besides(set.error, ['operator']);
  return (
    <Modal opened onClose={onClose} title={t('title', { count: videoCount })} centered>
      <form
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          save(name.trim() === '' ? { operatorId: id } : { operator: name });
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('notKept')}</Text>
          <TextInput
            label={t('name')}
            description={t('nameHint')}
            value={name}
            error={problems.at(set.error, 'operator')}
            maxLength={200}
            data-autofocus
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          {operators.length > 0 ? (
            <Select
              label={t('known')}
              placeholder={t('none')}
              data={operators.map((operator) => ({
                value: operator.id,
                label: t('option', { pseudonym: operator.pseudonym, count: operator.videoCount }),
              }))}
              value={name.trim() === '' ? id : null}
              disabled={name.trim() !== ''}
              onChange={setId}
              searchable
              clearable
            />
          ) : null}
          {chosen && name.trim() === '' ? <Forget operator={chosen} onForgotten={() => setId(null)} /> : null}
          <Text size="xs" c="dimmed">
            {t('fileNames')}
          </Text>
          {problem ? (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          ) : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {action('cancel')}
            </Button>
            <Button type="submit" loading={set.isPending}>
              {action('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Forgets a pseudonym everywhere, once it is clear what that touches. */
function Forget({ operator, onForgotten }: { readonly operator: Operator; readonly onForgotten: () => void }) {
  const t = useTranslations('operators');
  const problems = useProblemText();
  const [isAsking, setIsAsking] = useState(false);
  const forget = useForgetOperator();
  const { id, pseudonym, videoCount } = operator;
  const problem = problems.besides(forget.error, []);
  return (
    <div>
      <Button variant="subtle" color="red" size="compact-sm" onClick={() => setIsAsking(true)}>
        {t('forget', { pseudonym })}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={t('forgetTitle', { pseudonym })}
        action={t('forgetNow')}
        isBusy={forget.isPending}
        onClose={() => setIsAsking(false)}
        onConfirm={() => forget.mutate(id, { onSuccess: onForgotten })}
      >
        {t('forgetHint', { pseudonym, count: videoCount })}
        {problem ? ` ${problem}` : ''}
      </Confirm>
    </div>
  );
}
