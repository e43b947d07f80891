import { getPublications } from '@actionary/database';
import type { Publication } from '@actionary/database';
import type { Services } from '../../context.ts';
import { closing } from '../../shared/queue/changes.ts';
import type { Watch } from '../../shared/queue/changes.ts';

/** Publications as they are made and rolled back, by whichever process. */
export function watchPublications(services: Services): AsyncIterableIterator<Publication> {
  const watch = services.changes.watch('Publication', null);
  return closing(watch, changingPublications(services, watch));
}

async function* changingPublications({ db }: Services, watch: Watch): AsyncGenerator<Publication, void, undefined> {
  for (let id = await watch.next(); id !== null; id = await watch.next()) {
    const [publication] = await getPublications(db, [id]);
    if (publication) yield publication;
  }
}
