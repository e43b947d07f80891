import path from 'node:path';
import { encoderIdentity, findInstalled } from '../../inference/src/index.ts';
import { cancelRecognition, createRecognition, seedDemo } from '../../prisma/src/index.ts';
import type { Database } from '../../prisma/src/index.ts';
import { DEMO_VOCABULARY } from './demo.ts';
import { valueOf } from './records.ts';

/** Leaves the workers of a product that is started on this database to the test: the demo's recognition has been cancelled. */
export async function forgoDemo(db: Database): Promise<void> {
  const encoder = encoderIdentity((await findInstalled('workbench')).entry);
  const demo = (await seedDemo(db, { folder: path.join(DEMO_VOCABULARY, '../..'), encoder }))!;
  const { id } = valueOf(await createRecognition(db, demo));
  valueOf(await cancelRecognition(db, id));
}
