import { createJob } from '@actionary/database';
import type { Job } from '@actionary/database';
import type { Services } from '../../context.ts';
import { findEncoder } from '../../shared/encoders/encoder-catalogue.ts';
import type { CatalogueEncoder } from '../../shared/encoders/encoder-catalogue.ts';
import { done, inputKey, refuse, settle, unwrap } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';

interface PulledEncoder {
  readonly encoder: CatalogueEncoder;
  /** `null` where it is there already. */
  readonly job: Job | null;
}

/** Queues the download of an encoder, unless it is there or on its way. @param id global */
export function pullEncoder({ db, queue }: Services, id: string): Promise<Result<PulledEncoder>> {
  return settle<PulledEncoder>(async () => {
    const catalogueId = inputKey('Encoder', id, 'id');
    const encoder = await findEncoder(catalogueId);
    if (!encoder) return refuse('NOT_FOUND', 'id', 'there is no such encoder');
    if (encoder.status !== 'available') return done({ encoder, job: null });
    const isSame = { path: ['catalogueId'], equals: catalogueId };
    const active = await db.prisma.job.findFirst({
      where: { kind: 'pull', state: { in: ['queued', 'running'] }, payload: isSame },
    });
    const job = active ?? unwrap(await createJob(db, { kind: 'pull', payload: { catalogueId } }));
    await queue.send('pull', { jobId: job.id, catalogueId });
    return done({ encoder, job });
  });
}
