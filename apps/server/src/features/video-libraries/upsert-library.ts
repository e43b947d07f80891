import { findEquipmentNode, findRecipe, findVideoLibrary, isAlready, updateVideoLibrary } from '@actionary/database';
import type { Database, Job, Upserted, VideoLibrary, VideoLibraryInput } from '@actionary/database';
import type { UpsertVideoLibraryInput } from '../../../generated/resolvers-types.ts';
import type { Services } from '../../context.ts';
import { cleanLine, cleanName, done, refuse, requiredLine, settle, unwrap } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';
import { dateAgain, datingInput } from './dating.service.ts';
import { queueScan } from './queue-scan.ts';
import { placeLibrary, placeOf } from './video-libraries.service.ts';

type WantedLibrary = Omit<VideoLibraryInput, 'folder'> & { readonly externalId: string };

export interface UpsertedLibrary extends Upserted<VideoLibrary> {
  readonly job: Job | null;
}

/** Makes the library of an external id what is said of it. Of two at a time, one adds it. */
export function upsertLibrary(services: Services, input: UpsertVideoLibraryInput): Promise<Result<UpsertedLibrary>> {
  return settle(async () => {
    const wanted = await wantedLibrary(services.db, input);
    const place = placeOf(input);
    const known = await adjust(services.db, wanted, place);
    if (known) return done(known);
    const made = await placeLibrary(services, input, wanted);
    if (made.ok) {
      const job = await queueScan(services, made.value.id);
      return done({ value: made.value, outcome: 'created' as const, job });
    }
    const other = made.problem.code === 'TAKEN' ? await adjust(services.db, wanted, place) : null;
    return other ? done(other) : made;
  });
}

/** Fields that are absent stay out. */
async function wantedLibrary(db: Database, input: UpsertVideoLibraryInput): Promise<WantedLibrary> {
  const nodeName = requiredLine(input.equipmentExternalId, 'equipmentExternalId');
  const node = await findEquipmentNode(db, nodeName);
  if (!node) return refuse('NOT_FOUND', 'equipmentExternalId', `there is no node ${nodeName}: make it first`);
  return {
    externalId: requiredLine(input.externalId, 'externalId'),
    equipmentNodeId: node.id,
    name: cleanName(input.name, 'name'),
    ...datingInput(input),
    ...(await watchOf(db, input)),
  };
}

async function watchOf(db: Database, { watchRecipeExternalId: given }: UpsertVideoLibraryInput) {
  if (given === undefined) return {};
  const name = cleanLine(given, 'watchRecipeExternalId');
  if (name === null) return { watchRecipeId: null };
  const recipe = await findRecipe(db, name);
  return { watchRecipeId: recipe?.id ?? refuse('NOT_FOUND', 'watchRecipeExternalId', `there is no recipe ${name}`) };
}

/** @returns `null` where there is no such library */
async function adjust(db: Database, wanted: WantedLibrary, place: string | null): Promise<UpsertedLibrary | null> {
  const known = await findVideoLibrary(db, wanted.externalId);
  if (!known) return null;
  if (place !== null && place !== known.folder) {
    const field = place.startsWith('s3://') ? 'bucket' : 'folder';
    refuse('CONFLICT', field, `the videos of ${wanted.externalId} lie in ${known.folder}: take another external id`);
  }
  if (isAlready(known, wanted)) return { value: known, outcome: 'unchanged', job: null };
  const value = unwrap(await updateVideoLibrary(db, known.id, wanted));
  const { recordedAtPattern, timeZone } = value;
  if (!isAlready(known, { recordedAtPattern, timeZone })) await dateAgain(db, value);
  return { value, outcome: 'updated', job: null };
}
