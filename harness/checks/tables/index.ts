import type { Check } from '../../define-check.ts';
import accessorScope from './accessor-scope.ts';
import entryRelease from './entry-release.ts';
import missingLookups from './missing-lookups.ts';
import ownedCrud from './owned-crud.ts';
import vtablesConsistent from './vtables-consistent.ts';

export const TABLES_CHECKS: readonly Check[] = [
	vtablesConsistent,
	ownedCrud,
	entryRelease,
	accessorScope,
	missingLookups,
];
