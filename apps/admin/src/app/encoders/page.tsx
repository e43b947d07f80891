import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EncodersPage } from '../../features/encoders/components/encoders-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('encoders'))('title') };
}

export default function Page() {
  return <EncodersPage />;
}
