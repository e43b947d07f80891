'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  CreateStationDocument,
  DeleteStationDocument,
  StationsDocument,
  UpdateStationDocument,
} from '../../../../generated/graphql.ts';
import type { EquipmentLevel, StationFragment } from '../../../../generated/graphql.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

/** All of the plant, by name. */
export function useStations() {
  return useQuery({ ...graphqlQuery(StationsDocument, {}), select: ({ equipmentNodes }) => equipmentNodes });
}

export interface StationInput {
  /** Absent: a new one. */
  readonly id?: string;
  readonly parentId: string | null;
  readonly level: EquipmentLevel;
  readonly name: string;
  readonly externalId: string | null;
}

/** Creates, renames or moves a station. */
export function useSaveStation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, ...input }: StationInput): Promise<StationFragment> => {
      const payload =
        id === undefined
          ? (await request(CreateStationDocument, { input })).createEquipmentNode
          : (await request(UpdateStationDocument, { input: { id, ...input } })).updateEquipmentNode;
      return accepted(payload).equipmentNode!;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['Stations'] }),
  });
}

export function useDeleteStation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => accepted((await request(DeleteStationDocument, { id })).deleteEquipmentNode),
    onSuccess: () => client.invalidateQueries({ queryKey: ['Stations'] }),
  });
}
