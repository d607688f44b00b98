import { defineCheck } from '../../define-check.ts';
import { quoted } from '../../protocol/describe-text.ts';
import { utf8Of } from '../../protocol/returned-text.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import { whenLoaded } from '../when-loaded.ts';

/** Event sources that the registry accepts (plugins `validate.go`). */
const REGISTRY_SOURCE = /^[a-z]+[a-z0-9_]*$/;
/** Reserved in registry.yaml, beside syscall. */
const RESERVED = new Set(['internal', 'plugins']);

export default defineCheck({
	id: 'meta.source-name',
	title: 'the event source has a name of its own',
	asserts:
		'The event source is not syscall, nor internal or plugins, and consists of small letters, digits and underscores, beginning with a letter.',
	severity: 'error',
	capabilities: ['source'],
	profile: 'dev',
	stage: 'description',
	why: "The source syscall belongs to Falco's own drivers: libs resolve_dylib_symbols refuses a plugin that has an ID and claims it. The registry reserves internal and plugins too, and accepts no other characters.",
	fix: 'Name the source after the system that the events come from, such as "aws_cloudtrail".',
	judge: whenLoaded(({ description: { id, eventSource } }) => {
		const source = utf8Of(eventSource) ?? '';
		// Without an ID the pair is refused whatever the source is called: abi.id-source-pair tells it.
		if (source === '' || !id) return judged([], 'no event source of its own');
		const finding = (part: FindingDraft): FindingDraft => ({
			call: 'plugin_get_event_source',
			observed: quoted(source),
			...part,
		});
		if (source === 'syscall') {
			return judged([
				finding({
					message: 'the event source is called syscall, which belongs to Falco',
					expected: 'another name, or neither ID nor event source for a plugin that produces system call events',
					evidence:
						"Falco would say: cannot load plugin PATH: plugin can't implement the reserved event source 'syscall'",
				}),
			]);
		}
		if (RESERVED.has(source)) {
			return judged([
				finding({
					severity: 'warning',
					message: `the registry reserves the event source ${quoted(source)}`,
					expected: 'another name',
				}),
			]);
		}
		if (!REGISTRY_SOURCE.test(source)) {
			return judged([
				finding({
					severity: 'warning',
					message: `the registry does not accept the event source ${quoted(source)}`,
					expected: `a name that matches ${REGISTRY_SOURCE.source}`,
				}),
			]);
		}
		return judged([], source);
	}),
});
