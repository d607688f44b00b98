import type { Check } from '../../define-check.ts';
import badConfig from './bad-config.ts';
import defaultConfig from './default-config.ts';
import failureContract from './failure-contract.ts';
import nullTables from './null-tables.ts';
import ownerCallbacks from './owner-callbacks.ts';
import rcWritten from './rc-written.ts';
import schemaValid from './schema-valid.ts';

export const INIT_CHECKS: readonly Check[] = [
	rcWritten,
	defaultConfig,
	badConfig,
	failureContract,
	nullTables,
	schemaValid,
	ownerCallbacks,
];
