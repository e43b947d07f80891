/** Time for people: `m:ss.mmm`, from an hour on `h:mm:ss.mmm`. @param timeMs integer, ≥ 0 */
export function formatTime(timeMs: number): string {
  const { hours, minutes, seconds, millis } = split(timeMs);
  if (hours === 0) return `${minutes}:${pad(seconds)}.${pad(millis, 3)}`;
  return `${hours}:${pad(minutes)}:${pad(seconds)}.${pad(millis, 3)}`;
}

/** Time as WebVTT writes it: `hh:mm:ss.mmm`. @param timeMs integer, ≥ 0 */
export function formatVttTime(timeMs: number): string {
  const { hours, minutes, seconds, millis } = split(timeMs);
  return `${pad(hours)}:${pad(minutes)}:${pad(seconds)}.${pad(millis, 3)}`;
}

function split(timeMs: number) {
  const totalSeconds = Math.floor(timeMs / 1000);
  return {
    hours: Math.floor(totalSeconds / 3600),
    minutes: Math.floor(totalSeconds / 60) % 60,
    seconds: totalSeconds % 60,
    millis: timeMs % 1000,
  };
}

function pad(value: number, digits = 2): string {
  return String(value).padStart(digits, '0');
}
