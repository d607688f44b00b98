import type { Check } from '../../define-check.ts';
import coversValues from './covers-values.ts';
import inBounds from './in-bounds.ts';
import nullOk from './null-ok.ts';

export const OFFSETS_CHECKS: readonly Check[] = [nullOk, coversValues, inBounds];
