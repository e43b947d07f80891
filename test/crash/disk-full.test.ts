import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { Services } from '../../apps/server/src/context.ts';
import { embedTask } from '../../apps/server/src/features/recognitions/tasks/embed.task.ts';
import { toGlobalId } from '../../apps/server/src/shared/graphql/global-id.ts';
import {
  addVideos,
  createEquipmentNode,
  createRecognition,
  createVideoLibrary,
  migrate,
  openDatabase,
} from '../../prisma/src/index.ts';
import type { Database } from '../../prisma/src/index.ts';
import { createBackup } from '../../prisma/src/backup/index.ts';
import { useDatabase } from '../factories/database.ts';
import { demoVideo } from '../factories/demo.ts';
import { registerWorkbench } from '../factories/embeddings.ts';
import { freePort } from '../factories/free-port.ts';
import { noteCounts } from '../factories/note-counts.ts';
import { makeRecipe, valueOf } from '../factories/records.ts';
import { closeServices, openServices } from '../factories/server.ts';
import { startOnSmallDisk, whyNoSmallDisk } from '../factories/small-disk.ts';
import type { SmallDisk } from '../factories/small-disk.ts';
import { patchTus, sendTus, tusMetadata } from '../factories/tus.ts';
import { ALWAYS, findViolations } from './invariants.ts';

const reason = whyNoSmallDisk();
const describeIf = reason === null ? describe : describe.skip;
const ROOT = path.join(import.meta.dirname, '../..');
const TASK = { round: 0, priority: 'normal' } as const;
const RUN = { signal: AbortSignal.timeout(300_000), log: pino({ level: 'silent' }), isLastAttempt: true };

describeIf(`a disk that is full${reason === null ? '' : ` (${reason})`}`, () => {
  let folder: string;
  let disk: SmallDisk | null = null;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'actionary-full-'));
    await chmod(folder, 0o755);
  });
  afterEach(async () => {
    if (disk) noteCounts({ 'full disks': 1 });
    if (disk && disk.child.exitCode === null) {
      disk.child.kill('SIGTERM');
      await once(disk.child, 'close');
    }
    disk = null;
    await rm(folder, { recursive: true, force: true });
  });

  describe('of the database', () => {
    let opened: Database | null = null;
    let services: Services | null = null;
    afterEach(async () => {
      if (services) await closeServices(services);
      await opened?.close();
      [services, opened] = [null, null];
    });

    /** A recognition of one video, waiting to be embedded, in a database on a small disk. */
    async function prepare() {
      const program = path.join(import.meta.dirname, 'postgres-alone.ts');
      disk = await startOnSmallDisk(folder, 160, ['--no-warnings', program, folder], process.env);
      const [chunk] = (await once(disk.child.stdout!, 'data')) as [Buffer];
      const url = chunk.toString().trim();
      await migrate(url);
      const db = (opened = openDatabase(url));
      const node = valueOf(await createEquipmentNode(db, { level: 'WorkCell', name: 'Cell' }));
      const at = path.dirname(demoVideo('packing'));
      const library = valueOf(await createVideoLibrary(db, { equipmentNodeId: node.id, name: 'Demo', folder: at }));
      const { size, mtime } = await stat(demoVideo('packing'));
      const videoIds = await addVideos(db, library.id, [{ path: 'packing.mp4', sizeBytes: size, modifiedAt: mtime }]);
      const { digest: encoderDigest } = await registerWorkbench(db);
      const recipe = await makeRecipe(db, { encoderDigest });
      const start = async () => {
        const { id } = valueOf(await createRecognition(db, { recipeId: recipe.id, videoIds }));
        return (await db.prisma.recognitionVideo.findFirstOrThrow({ where: { recognitionId: id } })).id;
      };
      return { db, url, start };
    }

    test('fails a video for that reason, in words that help; once there is room, it is embedded', async () => {
      const { db, url, start } = await prepare();
      services = await openServices(url, db, path.join(folder, 'data'), 1);
      const run = await start();
      disk!.fill();
      await expect(embedTask(services)({ ...TASK, recognitionVideoId: run }, RUN)).rejects.toThrow();
      disk!.clear();
      const { state, errorCode, errorMessage } = await db.prisma.recognitionVideo.findUniqueOrThrow({
        where: { id: run },
      });
      // Where there was no room to write down even that, it is still to be done.
      const told =
        state === 'running'
          ? { state, errorCode: null, errorMessage: null }
          : { state: 'failed', errorCode: 'DISK_FULL', errorMessage: expect.stringContaining('make room') };
      expect({ state, errorCode, errorMessage }).toEqual(told);
      expect(await findViolations(db.pool, ALWAYS)).toEqual([]);
      const again = state === 'running' ? run : await start();
      await embedTask(services)({ ...TASK, recognitionVideoId: again }, RUN);
      expect(await db.prisma.videoEmbedding.count({ where: { completedAt: { not: null } } })).toBe(1);
      expect(await findViolations(db.pool, ALWAYS)).toEqual([]);
    });
  });

  describe('of the uploads', () => {
    const target = useDatabase();

    test('refuses the rest of an upload; once there is room, it goes on where it was', async () => {
      const data = path.join(folder, 'data');
      await mkdir(data);
      const port = await freePort();
      const env = {
        ...process.env,
        ACTIONARY_DATA: data,
        DATABASE_URL: target.url,
        ACTIONARY_ROLES: 'server',
        ACTIONARY_ACCESS: 'open',
        LOG_LEVEL: 'silent',
        PORT: `${port}`,
      };
      disk = await startOnSmallDisk(data, 90, [path.join(ROOT, 'apps/server/src/start.ts')], env);
      const [said] = (await once(disk.child.stdout!, 'data')) as [Buffer];
      expect(said.toString()).toContain('Actionary runs');
      const url = `http://127.0.0.1:${port}`;
      const node = valueOf(await createEquipmentNode(target.db, { level: 'WorkCell', name: 'Full' }));
      const own = path.join(data, 'library');
      await mkdir(disk.reach(own));
      const library = valueOf(
        await createVideoLibrary(target.db, { equipmentNodeId: node.id, name: 'Own', folder: own }),
      );
      const bytes = new Uint8Array(await readFile(demoVideo('packing')));
      const begun = await sendTus(`${url}/uploads`, 'POST', {
        'upload-length': String(bytes.length),
        'upload-metadata': tusMetadata({ libraryId: toGlobalId('VideoLibrary', library.id), filename: 'packing.mp4' }),
      });
      expect(begun.status).toBe(201);
      const address = new URL(begun.headers.get('location')!, url).href;
      expect(await patchTus(address, 0, bytes.slice(0, 1000))).toMatchObject({ status: 204 });
      disk.fill();
      const refused = await patchTus(address, 1000, bytes.slice(1000)).catch(() => ({ status: 500 }));
      expect(refused.status).toBeGreaterThanOrEqual(500);
      disk.clear();
      const head = await sendTus(address, 'HEAD');
      const offset = Number(head.headers.get('upload-offset'));
      expect(offset).toBeGreaterThanOrEqual(1000);
      expect(await patchTus(address, offset, bytes.slice(offset))).toMatchObject({ status: 204 });
      expect(new Uint8Array(await readFile(disk.reach(path.join(own, 'packing.mp4'))))).toEqual(bytes);
    });
  });

  describe('of a backup', () => {
    const target = useDatabase();

    test('leaves nothing behind, and says what to do', async () => {
      disk = await startOnSmallDisk(folder, 1, ['-e', 'setInterval(() => {}, 1000)'], process.env);
      disk.fill(8192);
      const backup = createBackup(target.url, {
        target: disk.reach(path.join(folder, 'backup')),
        dataFolder: folder,
        modelsFolder: null,
      });
      await expect(backup).rejects.toMatchObject({
        code: 'NOT_WRITTEN',
        message: expect.stringContaining('make room'),
      });
      expect(await readdir(disk.reach(folder))).toEqual(['filler']);
    });
  });
});
