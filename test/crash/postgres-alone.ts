/** Starts PostgreSQL in the folder that it is given, and tells its URL; ends it at SIGTERM. */
import { startEmbeddedPostgres } from '../../prisma/src/index.ts';

const server = await startEmbeddedPostgres({ folder: process.argv[2]!, isTemporary: true });
process.stdout.write(`${server.url()}\n`);
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
