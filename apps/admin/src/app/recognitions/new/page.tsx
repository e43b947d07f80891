import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { StartPage } from '../../../features/recognitions/components/start-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('recognitions'))('new') };
}

export default function Page() {
  return <StartPage />;
}
