import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MomentsPage } from '../../features/moments/components/moments-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('moments'))('title') };
}

export default function Page() {
  return <MomentsPage />;
}
