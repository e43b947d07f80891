import { expect, test } from '@jest/globals';
import { openLibraryFiles } from './open-library-files.ts';

const open = (folders: readonly string[] | null) => openLibraryFiles({ buckets: null, folders }, '/tmp/objects');

test.each(['/srv/videos', '/srv/videos/line-2', '/srv/videos/..line', '/mnt/share/a/../b'])(
  '%s may be read',
  (folder) => {
    expect(open(['/srv/videos/', '/mnt/share'])({ folder }).place).toBe(folder);
  },
);

test.each(['/', '/srv', '/srv/videos-2', '/srv/videos/../keys', 'srv/videos', '/mnt'])('%s may not', (folder) => {
  expect(() => open(['/srv/videos/', '/mnt/share'])({ folder })).toThrow(
    `${folder} lies in no folder that the setting VIDEO_FOLDERS allows`,
  );
});

test('where nothing is said, any folder may be', () => {
  expect(open(null)({ folder: '/etc' }).place).toBe('/etc');
});
