import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RecognitionPage } from '../../../features/recognitions/components/recognition-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('recognitions'))('title') };
}

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  return <RecognitionPage id={(await params).id} />;
}
