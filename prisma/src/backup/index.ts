/** Backups of everything but the videos: made while the product runs, restored into an empty database. */
export { BackupError } from './backup-error.ts';
export { createBackup } from './create-backup.ts';
export { restoreBackup } from './restore-backup.ts';
export type { RestoreBackupOptions } from './restore-backup.ts';
