import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LibrariesPage } from '../../features/libraries/components/libraries-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('libraries'))('title') };
}

export default function Page() {
  return <LibrariesPage />;
}
