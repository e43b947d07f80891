/** Frames per second from how a recipe writes them: `fps=2`, `native`. @throws {RangeError} */
export function fpsOf(sampling: string): number | 'native' {
  if (sampling === 'native') return 'native';
  const fps = Number(/^fps=(\d+(?:\.\d+)?)$/.exec(sampling)?.[1]);
  if (!(fps > 0)) throw new RangeError(`unknown sampling: ${sampling}`);
  return fps;
}
