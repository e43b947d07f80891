import { getEncoders } from '@actionary/database';
import { ModelError } from '@actionary/inference';
import type { ImageEncoder } from '@actionary/inference';
import type { Services } from '../../context.ts';

/** Runs `use` with the image tower of an encoder. @throws {ModelError} where it is not there, or another one by now */
export async function useImageEncoder<T>(
  { db, encoders }: Pick<Services, 'db' | 'encoders'>,
  digest: string,
  use: (image: ImageEncoder) => Promise<T>,
): Promise<T> {
  const [encoder] = await getEncoders(db, [digest]);
  const { catalogueId } = encoder!;
  return encoders.use(catalogueId, ({ image }) => {
    if (image.identity.digest !== digest)
      throw new ModelError('INVALID', `${catalogueId} is another encoder than the recipe's; make a new recipe`);
    return use(image);
  });
}
