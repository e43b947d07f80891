import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Figure } from './figure.ts';

const BUILD = path.join(import.meta.dirname, '../../apps/admin/.next');

/** What `next build` notes of a route, as far as it is needed here. */
interface ClientManifest {
  /** Scripts by the module that loads them: `[project]/apps/admin/src/app/…/page`. */
  readonly entryJSFiles: Readonly<Record<string, readonly string[]>>;
}

/** How much script each page of the admin loads at its first visit, gzipped, from the build. */
export async function benchPages(): Promise<Figure[]> {
  const { rootMainFiles } = JSON.parse(await readFile(path.join(BUILD, 'build-manifest.json'), 'utf8')) as {
    readonly rootMainFiles: readonly string[];
  };
  const sizes = new Map<string, number>();
  const figures: Figure[] = [];
  for await (const file of glob('server/app/**/page_client-reference-manifest.js', { cwd: BUILD })) {
    const { entryJSFiles } = manifestOf(await readFile(path.join(BUILD, file), 'utf8'));
    const scripts = new Set([...rootMainFiles, ...Object.values(entryJSFiles).flat()]);
    for (const script of scripts) if (!sizes.has(script)) sizes.set(script, await gzipBytes(script));
    const bytes = [...scripts].reduce((sum, script) => sum + sizes.get(script)!, 0);
    const route = path.dirname(file).replace(/^server\/app\/?/, '/');
    figures.push({ name: route, value: bytes / 1024, unit: 'KiB' });
  }
  return figures.toSorted((one, other) => one.name.localeCompare(other.name));
}

/** The manifest is a script: `globalThis.__RSC_MANIFEST["/page"] = {…};` */
function manifestOf(script: string): ClientManifest {
  const start = script.indexOf('{', script.indexOf('"] ='));
  return JSON.parse(script.slice(start, script.lastIndexOf('}') + 1)) as ClientManifest;
}

async function gzipBytes(script: string): Promise<number> {
  return gzipSync(await readFile(path.join(BUILD, script))).length;
}
