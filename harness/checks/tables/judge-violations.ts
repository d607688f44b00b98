import type { Violation, ViolationKind } from '../../native/records.ts';
import { type FindingDraft, judged, type Outcome, skipped } from '../../protocol/verdict.ts';
import type { RecordSubject } from '../../subjects.ts';
import { firstOfEach } from '../first-of-each.ts';

/** What a breach of one kind is, and what a host makes of it; `call` where it is seen after the call that it was made in. */
export type BreachTexts = Partial<Record<ViolationKind, { message: string; expected: string; call?: string }>>;

/** The call that was under way, as a finding names it. */
export function callOf({ call }: Violation): { call?: string } {
	return call === undefined ? {} : { call: `plugin_${call}` };
}

/** Findings for the violations that the texts are about. */
export function breaches(violations: readonly Violation[], texts: BreachTexts): FindingDraft[] {
	const findings = violations.flatMap((violation): FindingDraft[] => {
		const text = texts[violation.kind];
		if (!text) return [];
		return [{ ...callOf(violation), ...text, observed: `in ${violation.text}` }];
	});
	return firstOfEach(findings);
}

/** Judges what the plugin did to the tables in its ordinary life. */
export function judgeTables({ record, description }: RecordSubject, texts: BreachTexts): Outcome {
	if (!record.init.rc.written || record.init.rc.value !== 0) {
		return skipped('plugin_init fails: give --init-config');
	}
	const { length } = record.events;
	const tried = description.capabilities.includes('parse') ? `init and ${length} events parsed` : 'init and extraction';
	return judged(breaches(record.violations, texts), tried);
}
