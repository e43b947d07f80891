import { listJobs } from '@actionary/database';
import type { Job } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import { toFailure } from '../../shared/graphql/failure.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import type { Loaders } from '../../shared/graphql/loaders.ts';
import { toPayload } from '../../shared/graphql/result.ts';
import { paceOfRecognition } from '../../shared/queue/recognition-pace.ts';
import { removedData } from '../../shared/videos/removed-data.ts';
import { pace, stopJob, watchActiveJobs, watchJobs } from './jobs.service.ts';

/** Of those that are not about videos. */
const UNITS: Partial<Record<Job['kind'], 'bytes' | 'steps'>> = { pull: 'bytes', train: 'steps', calibrate: 'steps' };

export const jobResolvers: Resolvers = {
  Query: {
    jobs: async (_, { activeOnly, ...args }, { db }) =>
      toConnection(await listJobs(db, pageRequest(args), activeOnly ? { states: ['queued', 'running'] } : {}), args),
  },
  Mutation: {
    cancelJob: async (_, { id }, context) => toPayload('job', await stopJob(context, id)),
  },
  Subscription: {
    jobProgress: {
      subscribe: (_, { id }, context) => watchJobs(context, id ?? null),
      resolve: (job: unknown) => job as never,
    },
    activeJobs: {
      subscribe: (_, __, context) => watchActiveJobs(context),
      resolve: (jobs: unknown) => jobs as never,
    },
  },
  Job: {
    id: ({ id }) => toGlobalId('Job', id),
    unit: ({ kind }) => UNITS[kind] ?? 'videos',
    doneCount: ({ doneCount }) => Number(doneCount),
    totalCount: ({ totalCount }) => Number(totalCount),
    progress: (job) => pace(job).progress,
    rate: async (job, _, { loaders }) => (await paceOfJob(job, loaders)).rate,
    etaMs: async (job, _, { loaders }) => (await paceOfJob(job, loaders)).etaMs,
    removed: ({ kind, payload }) => (kind === 'expire' ? (removedData.safeParse(payload).data ?? null) : null),
    error: toFailure,
    library: ({ libraryId }, _, { loaders }) => (libraryId ? loaders.videoLibrary.load(libraryId) : null),
    recognition: ({ recognitionId }, _, { loaders }) =>
      recognitionId ? loaders.recognition.load(recognitionId) : null,
    adapter: ({ kind, payload }, _, { loaders }) => {
      const { adapterId } = payload as { readonly adapterId?: string };
      return kind === 'train' && adapterId ? loaders.adapter.load(adapterId) : null;
    },
    calibration: ({ kind, payload }, _, { loaders }) => {
      const { calibrationId } = payload as { readonly calibrationId?: string };
      return kind === 'calibrate' && calibrationId ? loaders.calibration.load(calibrationId) : null;
    },
    encoder: ({ kind, payload }, _, { loaders }) =>
      kind === 'pull' ? loaders.catalogueEncoder.load(pulledId(payload)) : null,
  },
};

/** That of its recognition, which may have been paused, where it is for one. */
async function paceOfJob(job: Job, loaders: Loaders): Promise<{ rate: number | null; etaMs: number | null }> {
  const recognition = job.recognitionId ? await loaders.recognition.load(job.recognitionId) : null;
  if (recognition) return paceOfRecognition(recognition);
  const { perSecond, remainingMs } = pace(job);
  return { rate: perSecond, etaMs: remainingMs };
}

/** Of the catalogue; empty where the payload names none. */
function pulledId(payload: Job['payload']): string {
  const { catalogueId } = payload as { readonly catalogueId?: unknown };
  return typeof catalogueId === 'string' ? catalogueId : '';
}
