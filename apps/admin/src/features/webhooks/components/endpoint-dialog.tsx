'use client';

import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useProblemText } from '../../../lib/problem-text.ts';
import { useCreateEndpoint, useUpdateEndpoint } from '../api/use-endpoints.ts';
import type { Endpoint } from '../api/use-endpoints.ts';
import { Secret } from './secret.tsx';
import { TypeChoice } from './type-choice.tsx';

const MAX_URL = 2000;

interface Props {
  /** Absent: a new one is made. */
  readonly endpoint?: Endpoint;
  readonly changeTypes: readonly string[];
  readonly onClose: () => void;
}

/** Makes an endpoint, and shows its secret once; or changes one. */
export function EndpointDialog(props: Props) {
  const { endpoint, onClose } = props;
  const t = useTranslations('webhooks');
  const [secret, setSecret] = useState<string | null>(null);
  const title = secret ? t('secret.title') : t(endpoint ? 'dialog.editTitle' : 'dialog.createTitle');
  return (
    <Modal opened onClose={onClose} title={title} centered size="lg" closeOnClickOutside={false}>
      {secret ? <Secret secret={secret} onClose={onClose} /> : <EndpointForm {...props} onSecret={setSecret} />}
    </Modal>
  );
}

function EndpointForm({
  endpoint,
  changeTypes,
  onClose,
  onSecret,
}: Props & { readonly onSecret: (secret: string) => void }) {
  const t = useTranslations('webhooks.dialog');
  const action = useTranslations('common.action');
  const problems = useProblemText();
  const create = useCreateEndpoint();
  const update = useUpdateEndpoint();
  const [url, setUrl] = useState(endpoint?.url ?? '');
  /** Null: all. */
  const [chosen, choose] = useState<readonly string[] | null>(endpoint?.types.length ? endpoint.types : null);
  /** Where the form was sent. */
  const [triedUrl, setTriedUrl] = useState<string | null>(null);
  const [isNoneRefused, setNoneRefused] = useState(false);
  const isNoneChosen = chosen?.length === 0;
  const { error, isPending } = endpoint ? update : create;
  const rest = problems.besides(error, ['url']);
  const submit = () => {
    setTriedUrl(url);
    setNoneRefused(isNoneChosen);
    if (isNoneChosen) return;
    const input = { url, types: [...(chosen ?? [])] };
    if (endpoint) update.mutate({ id: endpoint.id, ...input }, { onSuccess: onClose });
    else create.mutate(input, { onSuccess: onSecret });
  };
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <TextInput
          type="url"
          label={t('url')}
          description={t('urlHint')}
          placeholder="https://mes.example.com/actionary"
          value={url}
          onChange={({ currentTarget }) => setUrl(currentTarget.value)}
          error={url === triedUrl && problems.at(error, 'url') ? t('urlWrong') : null}
          maxLength={MAX_URL}
          required
          data-autofocus
        />
        <TypeChoice
          changeTypes={changeTypes}
          chosen={chosen}
          onChoose={(types) => {
            choose(types);
            setNoneRefused(false);
          }}
          problem={isNoneRefused ? t('noneChosen') : null}
        />
        {rest ? (
          <Alert color="red" role="alert">
            {rest}
          </Alert>
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {action('cancel')}
          </Button>
          <Button type="submit" loading={isPending}>
            {endpoint ? action('save') : t('create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
