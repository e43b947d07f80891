import type { Section } from './figure.ts';
export const benchUnits: Section = async () => [];
