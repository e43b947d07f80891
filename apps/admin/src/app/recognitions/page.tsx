import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RecognitionsPage } from '../../features/recognitions/components/recognitions-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('recognitions'))('title') };
}

export default function Page() {
  return <RecognitionsPage />;
}
