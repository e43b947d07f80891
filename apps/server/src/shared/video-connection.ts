import type { Video } from '@actionary/database';
import type { toConnection } from './connection.ts';

/** A page of videos that are counted only where somebody asks how many there are. */
export interface CountableVideos extends ReturnType<typeof toConnection<Video>> {
  readonly countAll: () => Promise<number>;
}
