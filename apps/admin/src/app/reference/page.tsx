import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ReferencePage } from '../../features/reference/components/reference-page.tsx';
import { readReference } from '../../features/reference/read-reference.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reference'))('title') };
}

export default function Page() {
  const { entries, ...rest } = readReference();
  // Of the names only what a list of them shows.
  const outline = entries.map(({ kind, name, section, permission, isNew, deprecation }) => ({
    kind,
    name,
    section,
    permission,
    isNew,
    deprecation,
  }));
  return <ReferencePage {...rest} outline={outline} />;
}
