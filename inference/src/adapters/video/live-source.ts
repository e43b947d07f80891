import type { Demuxer } from './container-format.ts';
import { VideoError } from '../../video-error.ts';
import { waitForHead, type FollowOptions } from './followed-file.ts';
import { inspectFile } from './inspect-file.ts';
import type { DeviceDemuxer, InputRequest, LiveInput } from './node-av-input.ts';

/** What a name of a live source stands for. */
export interface LiveSource extends Omit<InputRequest, 'limits'> {
  readonly live: LiveInput;
  /** A file that is to be followed; `null` where FFmpeg reads from the source itself. */
  readonly file: string | null;
}

/** Containers that can be read before they are complete. */
const STREAMABLE: ReadonlySet<Demuxer> = new Set(['mpegts', 'mpeg', 'matroska', 'mov', 'flv', 'ogg']);

const RECORD_OTHERWISE = 'record MPEG-TS, MKV or fragmented MP4';

/** How long FFmpeg looks at a source before the first picture, in microseconds of its time. */
const ANALYSIS = { analyzeduration: '1000000' };

interface Remote {
  readonly demuxer: DeviceDemuxer;
  readonly urlOf: (address: string) => string;
  readonly inputOf: (idleMs: number) => LiveInput;
}

/** The kinds of sources that are no files, by the scheme of their address. */
const REMOTES = new Map<string, Remote>([
  [
    'rtsp',
    {
      demuxer: 'rtsp',
      urlOf: (address) => address,
      inputOf: (idleMs) => ({
        // Over TCP only: no port has to be opened, and no picture is torn.
        protocols: 'rtsp,rtp,tcp',
        options: { ...ANALYSIS, rtsp_transport: 'tcp', timeout: String(1000 * idleMs) },
        remedy: 'check address and password, and that the camera is on',
      }),
    },
  ],
  [
    'v4l2',
    {
      demuxer: 'v4l2',
      urlOf: (address) => address.slice('v4l2:'.length),
      inputOf: () => ({ protocols: 'file', options: ANALYSIS, remedy: 'check its name and permissions' }),
    },
  ],
]);

/** Longer than one letter: those are drives. */
const SCHEME = /^([a-z][a-z\d+.-]+):/i;

/**
 * @param name a path, `rtsp://…` or `v4l2:/dev/video0`
 * @param allowed protocols that the operator allows; files need none
 * @throws {VideoError} `REFUSED`, and as {@link inspectFile}
 */
export async function findLiveSource(
  name: string,
  { allowed, ...options }: FollowOptions & { readonly allowed: readonly string[] },
): Promise<LiveSource> {
  const scheme = SCHEME.exec(name)?.[1]?.toLowerCase();
  if (scheme === undefined) return followedFile(name, options);
  const path = withoutPassword(name);
  const remote = REMOTES.get(scheme);
  if (!remote) {
    throw new VideoError('REFUSED', path, `${scheme} is no live source: give a file, rtsp://… or v4l2:/dev/…`);
  }
  if (!allowed.includes(scheme)) {
    throw new VideoError('REFUSED', path, `${scheme} is not allowed here: set ACTIONARY_LIVE_PROTOCOLS=${scheme}`);
  }
  const { demuxer, urlOf, inputOf } = remote;
  return { path, file: null, url: urlOf(name), demuxer, live: inputOf(options.idleMs) };
}

/** What `ACTIONARY_LIVE_PROTOCOLS` allows: names with commas between. */
export function allowedProtocols(setting: string = process.env['ACTIONARY_LIVE_PROTOCOLS'] ?? ''): string[] {
  return setting.split(',').map((protocol) => protocol.trim().toLowerCase());
}

async function followedFile(path: string, options: FollowOptions): Promise<LiveSource> {
  await waitForHead(path, options);
  const { demuxer } = await inspectFile(path);
  if (!STREAMABLE.has(demuxer)) {
    const problem = `is in a container that cannot be read while it is written (${demuxer})`;
    throw new VideoError('REFUSED', path, `${problem}: ${RECORD_OTHERWISE}`);
  }
  const live = { protocols: 'pipe', options: ANALYSIS, remedy: RECORD_OTHERWISE };
  return { path, file: path, url: 'pipe:0', demuxer, live };
}

/** An address as it may be shown. */
function withoutPassword(address: string): string {
  return address.replace(/\/\/[^/?#]*@/, '//');
}
