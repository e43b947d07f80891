import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CalibrationPage } from '../../../features/calibrations/components/calibration-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('calibrations'))('title') };
}

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  return <CalibrationPage id={(await params).id} />;
}
