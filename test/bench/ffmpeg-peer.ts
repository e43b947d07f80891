import { spawn } from 'node:child_process';

const FFMPEG = 'ffmpeg';

/**
 * Two frames a second of a 16:9 video as 224 × 224 pictures, by ffmpeg alone.
 * @param frameCount as many as there have to be, give or take one
 * @throws where there is another number of frames
 */
export async function runFfmpeg(file: string, frameCount: number): Promise<void> {
  const scale = 'scale=398:224:flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp:param0=0:param1=0.5';
  const filters = `fps=2,${scale},crop=224:224,format=rgb24`;
  const args = ['-nostdin', '-v', 'error', '-threads', '2', '-i', file, '-vf', filters, '-f', 'rawvideo', 'pipe:1'];
  const ffmpeg = spawn(FFMPEG, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let byteCount = 0;
  for await (const chunk of ffmpeg.stdout) byteCount += (chunk as Buffer).length;
  const count = byteCount / (224 * 224 * 3);
  if (Math.abs(count - frameCount) > 1) throw new Error(`ffmpeg gave ${count} frames instead of ${frameCount}`);
}
