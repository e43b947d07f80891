/**
 * The forms of what an adapter adds to an embedding z of a frozen encoder, in `s = norm(z + r(z))`; all begin at r = 0:
 * - `linear`: `z · W`, so that the whole is a map that begins as the identity
 * - `bottleneck`: `gelu(z · V + b) · U`, through few units
 * - `temporal`: `(gelu(Σ_τ Kτ ⊙ (z_{t+τ} · V) + b) − gelu(Σ_τ Kτ ⊙ (z_{t−τ} · V) + b)) · U`, what differs between the frames
 *   around t as they were and played backwards. It is nothing where the frames do not change, and its opposite where they
 *   come the other way round: it says what an average of frames cannot, and nothing else.
 */
export const ADAPTER_KINDS = ['linear', 'bottleneck', 'temporal'] as const;
export type AdapterKind = (typeof ADAPTER_KINDS)[number];
