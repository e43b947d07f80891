import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ComparisonPage } from '../../../../features/recognition-comparison/components/comparison-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('recognitionComparison'))('title') };
}

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  return <ComparisonPage id={(await params).id} />;
}
