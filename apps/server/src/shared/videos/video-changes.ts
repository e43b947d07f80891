import type { VideoChanges } from '@actionary/database';
import { cleanLine } from '../graphql/result.ts';

type Said = { readonly [Field in keyof VideoChanges]?: string | null | undefined };

/** What MES says of a video, as the store takes it: fields that are absent stay out; refuses (INVALID) endless ones. */
export function videoChanges({ externalId, workOrder, serialNumber }: Said): VideoChanges {
  return {
    ...(externalId === undefined ? {} : { externalId: cleanLine(externalId, 'externalId') }),
    ...(workOrder === undefined ? {} : { workOrder: cleanLine(workOrder, 'workOrder') }),
    ...(serialNumber === undefined ? {} : { serialNumber: cleanLine(serialNumber, 'serialNumber') }),
  };
}
