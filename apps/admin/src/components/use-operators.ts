'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ForgetOperatorDocument, OperatorsDocument, SetVideosOperatorDocument } from '../../generated/graphql.ts';
import type { OperatorsQuery, SetVideosOperatorInput } from '../../generated/graphql.ts';
import { graphqlQuery, request } from '../lib/graphql.ts';
import { accepted } from '../lib/user-errors.ts';

export type Operator = OperatorsQuery['operators'][number];

/** In the order of appearance; none while they are not known. */
export function useOperators(): readonly Operator[] {
  const { data } = useQuery(graphqlQuery(OperatorsDocument, {}));
  return data?.operators ?? [];
}

export function useSetOperator() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: SetVideosOperatorInput) =>
      accepted((await request(SetVideosOperatorDocument, { input })).setVideosOperator),
    // Videos, lists and reports show it.
    onSuccess: () => client.invalidateQueries(),
  });
}

export function useForgetOperator() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => accepted((await request(ForgetOperatorDocument, { id })).forgetOperator),
    onSuccess: () => client.invalidateQueries(),
  });
}
