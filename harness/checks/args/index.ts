import type { Check } from '../../define-check.ts';
import absent from './absent.ts';
import indexBounds from './index-bounds.ts';
import keyEdge from './key-edge.ts';

export const ARGS_CHECKS: readonly Check[] = [absent, indexBounds, keyEdge];
