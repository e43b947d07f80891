/** What people call something, without what file systems refuse. */
export function fileNameOf(name: string): string {
  return name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '-');
}
