import type { Check } from '../../define-check.ts';
import declaredTypes from './declared-types.ts';
import unparsedExtract from './unparsed-extract.ts';

export const PARSE_CHECKS: readonly Check[] = [declaredTypes, unparsedExtract];
