'use client';

import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useProblemText } from '../../../lib/problem-text.ts';
import { useCreateEndpoint, useUpdateEndpoint } from '../api/use-endpoints.ts';
import type { AddressWarning, Endpoint } from '../api/use-endpoints.ts';
import { AddressWarnings } from './address-warnings.tsx';
import { Secret } from './secret.tsx';
import { TypeChoice } from './type-choice.tsx';

const MAX_URL = 2000;

interface Props {
  /** Absent: a new one is made. */
  readonly endpoint?: Endpoint;
  readonly changeTypes: readonly string[];
  readonly onClose: () => void;
}

interface Made {
  /** Null: it was there before. */
  readonly secret: string | null;
  readonly warnings: readonly AddressWarning[];
}

/** Makes an endpoint, and shows its secret once; or changes one. */
export function EndpointDialog(props: Props) {
  const { endpoint, onClose } = props;
  const t = useTranslations('webhooks');
  const [made, setMade] = useState<Made | null>(null);
  const title = made?.secret ? t('secret.title') : t(endpoint ? 'dialog.editTitle' : 'dialog.createTitle');
  return (
    <Modal opened onClose={onClose} title={title} centered size="lg" closeOnClickOutside={false}>
      {made ? <Outcome made={made} onClose={onClose} /> : <EndpointForm {...props} onMade={setMade} />}
    </Modal>
  );
}

/** What is told once it is made or changed; without a secret, it is there to be warned. */
function Outcome({ made: { secret, warnings }, onClose }: { readonly made: Made; readonly onClose: () => void }) {
  const action = useTranslations('common.action');
  if (secret !== null) return <Secret secret={secret} warnings={warnings} onClose={onClose} />;
  return (
    <Stack gap="md">
      <AddressWarnings warnings={warnings} />
      <Group justify="flex-end">
        <Button onClick={onClose}>{action('close')}</Button>
      </Group>
    </Stack>
  );
}

function EndpointForm({ endpoint, changeTypes, onClose, onMade }: Props & { readonly onMade: (made: Made) => void }) {
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
    const onChanged = (warnings: readonly AddressWarning[]) =>
      warnings.length > 0 ? onMade({ secret: null, warnings }) : onClose();
    if (endpoint) update.mutate({ id: endpoint.id, ...input }, { onSuccess: onChanged });
    else create.mutate(input, { onSuccess: onMade });
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
          error={url === triedUrl ? problems.at(error, 'url') : null}
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
