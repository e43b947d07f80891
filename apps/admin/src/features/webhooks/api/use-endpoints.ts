'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  CreateWebhookEndpointDocument,
  DeleteWebhookEndpointDocument,
  PreviewReplayDocument,
  ReplayWebhookDocument,
  RotateWebhookSecretDocument,
  TestWebhookEndpointDocument,
  UpdateWebhookEndpointDocument,
  WebhookEndpointsDocument,
} from '../../../../generated/graphql.ts';
import type {
  AddressWarningFragment,
  CreateWebhookEndpointInput,
  ListedEndpointFragment,
  ReplayWebhookInput,
  ShownAttemptFragment,
  UpdateWebhookEndpointInput,
} from '../../../../generated/graphql.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

export type Endpoint = ListedEndpointFragment;
export type AddressWarning = AddressWarningFragment;
export type Attempt = ShownAttemptFragment;

const POLL_MS = 5000;
const TYPING_MS = 300;

/** Oldest first, with the types of changes that there are. */
export function useEndpoints() {
  return useQuery({ ...graphqlQuery(WebhookEndpointsDocument, {}), refetchInterval: POLL_MS });
}

/** Its result is the secret, which nothing shows again, and what may keep changes from arriving. */
export function useCreateEndpoint() {
  return useChange(async (input: CreateWebhookEndpointInput) => {
    const { createWebhookEndpoint } = await request(CreateWebhookEndpointDocument, { input });
    const { secret, warnings } = accepted(createWebhookEndpoint);
    return { secret: secret ?? '', warnings };
  });
}

/** Its result is what may keep changes from arriving. */
export function useUpdateEndpoint() {
  return useChange(
    async (input: UpdateWebhookEndpointInput) =>
      accepted((await request(UpdateWebhookEndpointDocument, { input })).updateWebhookEndpoint).warnings,
  );
}

/** Its result is the secret, which nothing shows again. */
export function useRotateSecret() {
  return useChange(async (id: string) => {
    const { rotateWebhookSecret } = await request(RotateWebhookSecretDocument, { id });
    return accepted(rotateWebhookSecret).secret ?? '';
  });
}

export function useDeleteEndpoint() {
  return useChange(async (id: string) =>
    accepted((await request(DeleteWebhookEndpointDocument, { id })).deleteWebhookEndpoint),
  );
}

/** Its result is what came of the ping; undefined where that was not noted. */
export function usePing() {
  return useChange(async (id: string) => {
    const { testWebhookEndpoint } = await request(TestWebhookEndpointDocument, { id });
    return accepted(testWebhookEndpoint).delivery?.attempts.at(-1);
  });
}

/** How many deliveries a replay would make, a moment after the last key. */
export function useReplayPreview(input: ReplayWebhookInput) {
  const wanted = JSON.stringify(input);
  const [settled] = useDebouncedValue(wanted, TYPING_MS);
  const asked = JSON.parse(settled) as ReplayWebhookInput;
  const query = useQuery({
    ...graphqlQuery(PreviewReplayDocument, { input: asked }),
    placeholderData: keepPreviousData,
    enabled: Boolean(asked.fromTime),
    select: ({ previewWebhookReplay }) => accepted(previewWebhookReplay).deliveryCount ?? 0,
  });
  return { query, isBehind: wanted !== settled || query.isFetching };
}

/** Its result is how many deliveries were made. */
export function useReplay() {
  return useChange(async (input: ReplayWebhookInput) => {
    const { replayWebhook } = await request(ReplayWebhookDocument, { input });
    return accepted(replayWebhook).deliveryCount ?? 0;
  });
}

function useChange<TInput, TResult>(mutationFn: (input: TInput) => Promise<TResult>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () =>
      Promise.all(
        ['WebhookEndpoints', 'Deliveries', 'Delivery'].map((name) => client.invalidateQueries({ queryKey: [name] })),
      ),
  });
}
