import { loadNodeAv, throwIfFailed } from '../../inference/src/adapters/video/node-av.ts';

/**
 * Copies a video's pictures, as they are coded, into another container: the one that the extension names.
 *
 * @param options of the muxer, e.g. `movflags`
 */
export async function remux(source: string, target: string, options: Record<string, string> = {}): Promise<void> {
  const { lib, constants } = await loadNodeAv();
  const input = new lib.FormatContext();
  throwIfFailed(lib, await input.openInput(source), 'open');
  throwIfFailed(lib, await input.findStreamInfo(null), 'look into it');
  const from = input.streams.find(({ codecpar }) => codecpar.codecType === constants.AVMEDIA_TYPE_VIDEO)!;
  const output = new lib.FormatContext();
  throwIfFailed(lib, output.allocOutputContext2(null, null, target), 'choose the container');
  const to = output.newStream();
  throwIfFailed(lib, from.codecpar.copy(to.codecpar), 'describe the stream');
  to.codecpar.codecTag = 0;
  to.timeBase = from.timeBase;
  throwIfFailed(lib, output.openOutputSync(), 'open the file');
  throwIfFailed(lib, await output.writeHeader(lib.Dictionary.fromObject(options)), 'write the header');
  const packet = new lib.Packet();
  packet.alloc();
  while ((await input.readFrame(packet)) >= 0) {
    if (packet.streamIndex !== from.index) continue;
    packet.streamIndex = to.index;
    packet.rescaleTs(from.timeBase, to.timeBase);
    throwIfFailed(lib, await output.interleavedWriteFrame(packet), 'write a packet');
  }
  throwIfFailed(lib, await output.writeTrailer(), 'write the end');
  packet.free();
  output.closeOutputSync();
  output.freeContext();
  await input.closeInput();
}
