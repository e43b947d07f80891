/** `npm run backup -- FOLDER`: everything but the videos, as it is at one moment; the product may run meanwhile. */
import { createBackup } from '@actionary/database/backup';
import { runCommand } from './command.ts';

await runCommand({
  usage: 'npm run backup -- FOLDER [--without-models]',
  isShared: true,
  run: async ({ databaseUrl, folder: target, ...options }) => {
    const { tables, encoders } = await createBackup(databaseUrl, { target, ...options });
    const rowCount = tables.reduce((sum, table) => sum + table.rowCount, 0);
    return `${target}: ${rowCount} rows of ${tables.length} tables, ${encoders.length} encoders`;
  },
});
