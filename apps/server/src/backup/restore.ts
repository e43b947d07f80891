/** `npm run restore -- FOLDER`: what `npm run backup` has written, into an empty database; the product does not run. */
import { restoreBackup } from '@actionary/database/backup';
import { runCommand } from './command.ts';

await runCommand({
  usage: 'npm run restore -- FOLDER [--replace] [--without-models]',
  isShared: false,
  run: async ({ databaseUrl, folder: source, ...options }) => {
    const { createdAt, tables } = await restoreBackup(databaseUrl, { source, ...options });
    const rowCount = tables.reduce((sum, table) => sum + table.rowCount, 0);
    return `${rowCount} rows of ${tables.length} tables are as they were on ${createdAt}; npm start goes on with them.`;
  },
});
