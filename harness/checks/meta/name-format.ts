import { defineCheck } from '../../define-check.ts';
import { quoted } from '../../protocol/describe-text.ts';
import { utf8Of } from '../../protocol/returned-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { whenLoaded } from '../when-loaded.ts';

/** Names that the registry of Falco plugins accepts (plugins `validate.go`, rgxName). */
const REGISTRY_NAME = /^[a-z]+[a-z0-9-_]*$/;

export default defineCheck({
	id: 'meta.name-format',
	title: 'the name is one that the registry accepts',
	asserts:
		'The name begins with a small letter and goes on with small letters, digits, hyphens and underscores. It does not say "plugin" or "rules" again, and has hyphens rather than underscores.',
	severity: 'warning',
	capabilities: 'all',
	profile: 'dev',
	stage: 'description',
	why: 'The registry of the plugins repository accepts no other names (rgxName in validate.go), its packager skips archives with "rules" in their name, and reviewers ask for the bare word. Falco itself takes any name.',
	fix: 'Choose a short name of small letters, such as "github" or "k8saudit".',
	judge: whenLoaded(({ description: { name, eventSource } }) => {
		const text = utf8Of(name);
		if (!text) return skipped('plugin_get_name returns no text (see meta.strings-valid)');
		const finding = (part: Omit<FindingDraft, 'call' | 'observed'>): FindingDraft => ({
			call: 'plugin_get_name',
			observed: quoted(text),
			...part,
		});
		const findings: FindingDraft[] = [];
		if (!REGISTRY_NAME.test(text)) {
			findings.push(
				finding({
					message: `the registry does not accept the name ${quoted(text)}`,
					expected: `a name that matches ${REGISTRY_NAME.source}`,
					...(suggestion(text) ? { fix: `Call it "${suggestion(text)}".` } : {}),
				}),
			);
		}
		if (/^plugin[-_]|[-_]?plugin$/i.test(text)) {
			findings.push(
				finding({
					message: `the name ${quoted(text)} says that it is a plugin, which everybody knows`,
					expected: 'the bare word',
					fix: 'Leave "plugin" out of the name.',
				}),
			);
		}
		if (/rules/i.test(text)) {
			findings.push(
				finding({
					message: `the name ${quoted(text)} has "rules" in it, and the packager of the registry skips such archives`,
					expected: 'a name without "rules"',
					fix: 'Choose another name.',
				}),
			);
		}
		if (text.includes('_') && REGISTRY_NAME.test(text) && utf8Of(eventSource) !== text) {
			findings.push(
				finding({
					severity: 'info',
					message: `the name ${quoted(text)} has underscores`,
					expected: 'hyphens, unless the name mirrors the event source',
					fix: `Call it "${text.replaceAll('_', '-')}".`,
				}),
			);
		}
		return judged(findings, text);
	}),
});

function suggestion(name: string): string {
	return name
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^[^a-z]+|-+$/g, '');
}
