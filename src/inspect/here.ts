import type { Machine } from '../../harness/subjects.ts';

/** The machine that plugin-kit runs on. */
export const HERE: Machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
