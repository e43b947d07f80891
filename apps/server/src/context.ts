import type { BlockList } from 'node:net';
import type { Database, VocabularyVersion } from '@actionary/database';
import type { Logger } from 'pino';
import type { Access } from './shared/access/access.ts';
import type { Viewer } from './shared/access/viewer.ts';
import type { AuditDesk } from './shared/audit/audit-desk.ts';
import type { ChangeFeed } from './shared/queue/changes.ts';
import type { Reading } from './shared/concepts/client-log.ts';
import type { EncoderPool } from './shared/encoders/encoder-pool.ts';
import { createLoaders } from './shared/graphql/loaders.ts';
import type { Loaders } from './shared/graphql/loaders.ts';
import type { Queue } from './shared/queue/queue.ts';
import type { FilesOf } from './shared/videos/library-files.ts';

/** What lives as long as the process. */
export interface Services {
  readonly db: Database;
  readonly queue: Queue;
  readonly changes: ChangeFeed;
  readonly encoders: EncoderPool;
  readonly filesOf: FilesOf;
  readonly access: Access;
  readonly audit: AuditDesk;
  /** Absolute path of the folder for everything that is kept. */
  readonly dataFolder: string;
  /** Whether anybody may see videos and pictures of them; see `maySeeVideos`. */
  readonly isRawVideoOpen: boolean;
  /** Largest video that is taken by upload. */
  readonly uploadMaxBytes: number;
  /** Frames of a long video that one task encodes at most; default 1200. */
  readonly spanFrames?: number | undefined;
  /** Private networks that webhooks may be sent to; default: none. */
  readonly webhookNetworks?: BlockList | undefined;
  readonly log: Logger;
}

/** What resolvers are given. */
export interface Context extends Services {
  readonly loaders: Loaders;
  readonly requestId: string;
  /** Where the request comes from; null: from this process. */
  readonly address: string | null;
  readonly viewer: Viewer;
  /** The viewer's name: what they do is kept under it. */
  readonly person: string | null;
  /** Aborts when the client goes away before it has its answer. */
  readonly signal: AbortSignal;
  /** Notes that the program that asks has read a version. */
  readonly noteReading: (version: VocabularyVersion, reading: Reading) => void;
}

/** What a request says of itself. */
export interface Asker {
  readonly viewer: Viewer;
  readonly address?: string | null;
  readonly signal?: AbortSignal;
  readonly noteReading?: Context['noteReading'];
}

/** The context of one request, or of one event of a subscription. */
export function createContext(services: Services, requestId: string, asker: Asker): Context {
  const { viewer, address = null, signal = new AbortController().signal, noteReading = () => {} } = asker;
  const person = viewer.name;
  const log = services.log.child({ requestId });
  const loaders = createLoaders(services.db);
  return { ...services, log, requestId, viewer, address, person, signal, noteReading, loaders };
}
