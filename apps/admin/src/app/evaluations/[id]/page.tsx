import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EvaluationPage } from '../../../features/evaluations/components/evaluation-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('evaluations'))('title') };
}

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  return <EvaluationPage id={(await params).id} />;
}
