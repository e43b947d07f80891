import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AdaptersPage } from '../../features/adapters/components/adapters-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('adapters'))('title') };
}

export default function Page() {
  return <AdaptersPage />;
}
