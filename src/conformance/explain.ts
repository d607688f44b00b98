import type { Check } from '../../harness/define-check.ts';
import { nearestNames } from '../../harness/protocol/nearest-name.ts';
import { UsageError } from '../errors.ts';
import { groupOf } from '../report/worst-first.ts';

const SUGGESTIONS = 5;

/** What `explain --json` prints. */
export interface Explanation {
	schemaVersion: 1;
	checks: readonly CheckEntry[];
}

/** A check of the catalogue without its code. */
export interface CheckEntry {
	id: string;
	group: string;
	title: string;
	asserts: string;
	severity: Check['severity'];
	capabilities: Check['capabilities'];
	profile: Check['profile'];
	why: string;
	fix: string;
}

/**
 * The check with this id, those of the group with this name, or the whole catalogue. A UsageError with near ids where
 * there is no such check.
 */
export function explain(catalogue: readonly Check[], wanted: string | undefined): Explanation {
	const selected = catalogue.filter(({ id }) => wanted === undefined || id === wanted || groupOf(id) === wanted);
	if (wanted !== undefined && selected.length === 0) throw unknownCheck(catalogue, wanted);
	return { schemaVersion: 1, checks: selected.map(entryOf) };
}

function entryOf({ id, title, asserts, severity, capabilities, profile, why, fix }: Check): CheckEntry {
	return { id, group: groupOf(id), title, asserts, severity, capabilities, profile, why, fix };
}

function unknownCheck(catalogue: readonly Check[], wanted: string): UsageError {
	const tail = (id: string) => id.slice(id.indexOf('.') + 1);
	const ids = catalogue.map(({ id }) => id as string);
	const near = new Set([
		...ids.filter((id) => tail(id) === tail(wanted) || (wanted.length > 2 && id.includes(wanted))),
		...nearestNames(wanted, ids),
	]);
	return new UsageError(`there is no check "${wanted}"`, [
		...(near.size > 0 ? [`Did you mean ${[...near].slice(0, SUGGESTIONS).join(', ')}?`] : []),
		'List all checks: plugin-kit explain',
	]);
}
