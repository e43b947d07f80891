import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { VideoPage } from '../../../features/videos/components/video-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('videos'))('title') };
}

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  return <VideoPage id={(await params).id} />;
}
