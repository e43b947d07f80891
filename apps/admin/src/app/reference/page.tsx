import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ReferencePage } from '../../features/reference/components/reference-page.tsx';
import { outlineOf } from '../../features/reference/model/find-entries.ts';
import { readReference } from '../../features/reference/read-reference.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reference'))('title') };
}

export default function Page() {
  const { entries, ...rest } = readReference();
  return <ReferencePage {...rest} outline={entries.map(outlineOf)} />;
}
