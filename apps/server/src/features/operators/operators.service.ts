import { forgetOperator, getVideos, setVideosOperator } from '@actionary/database';
import type { Database, NamedOperator, VideoSelection } from '@actionary/database';
import type { SetVideosOperatorInput } from '../../../generated/resolvers-types.ts';
import { inputKey, refuse, settle } from '../../shared/graphql/result.ts';
import { chosenVideos } from '../../shared/videos/chosen-videos.ts';

const MAX_NAMED = 1000;
const MAX_NAME = 200;

/** Says who works in videos. No message repeats what was typed: it may be a name. */
export async function setOperator(db: Database, input: SetVideosOperatorInput) {
  const { value, userErrors } = await settle(async () => {
    const operator = namedOperator(input);
    const selection = chosenVideos(input);
    await refuseUnknown(db, selection);
    return setVideosOperator(db, { selection, operator });
  });
  return { operator: value?.operator ?? null, videoCount: value?.videoCount ?? null, userErrors };
}

/** @returns `null`: nobody */
function namedOperator({ operator, operatorId }: SetVideosOperatorInput): NamedOperator | null {
  const name = operator?.trim() ?? null;
  if (name === '')
    refuse('INVALID', 'operator', 'a name or a badge number is needed; leave it out for nobody', 'required');
  if (name !== null && name.length > MAX_NAME)
    refuse('INVALID', 'operator', `at most ${MAX_NAME} characters`, { reason: 'tooLong', most: MAX_NAME });
  if (name !== null && operatorId) refuse('INVALID', 'operatorId', 'give a name or an id, not both');
  if (name !== null) return { name };
  return operatorId ? { id: inputKey('Operator', operatorId, 'operatorId') } : null;
}

async function refuseUnknown(db: Database, { videoIds = [] }: VideoSelection): Promise<void> {
  if (videoIds.length > MAX_NAMED)
    refuse('INVALID', 'videoIds', `at most ${MAX_NAMED} at a time`, { reason: 'tooMany', most: MAX_NAMED });
  const index = (await getVideos(db, videoIds)).indexOf(null);
  if (index >= 0) refuse('NOT_FOUND', `videoIds.${index}`, 'there is no such video');
}

/** Forgets an operator for good. @param id global */
export async function forget(db: Database, id: string) {
  const { value, userErrors } = await settle(async () => forgetOperator(db, inputKey('Operator', id, 'id')));
  return { forgottenId: value === null ? null : id, videoCount: value, userErrors };
}
