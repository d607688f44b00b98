import type { ReleaseCheck } from '../../define-check.ts';
import archiveLayout from './archive-layout.ts';
import entryComplete from './entry-complete.ts';
import entryConsistent from './entry-consistent.ts';
import idAvailable from './id-available.ts';
import readmeFields from './readme-fields.ts';
import rulesConsistent from './rules-consistent.ts';
import semverDiff from './semver-diff.ts';

/** The checks of a release, in the order of reports: the entry, what is shipped beside the library, the version. */
export const REGISTRY_CHECKS: readonly ReleaseCheck[] = [
	entryConsistent,
	idAvailable,
	entryComplete,
	archiveLayout,
	readmeFields,
	rulesConsistent,
	semverDiff,
];
