import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { ProcessResources } from '../../life/process-resources.ts';
import type { LiveContext } from '../../live-context.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import { leftMemory, leftOver } from './left-over.ts';

const CYCLES = 5;

export default defineCheck<LiveCheck>({
	id: 'lifecycle.init-only',
	title: 'a plugin that is only loaded does nothing',
	asserts:
		'Loading, and init directly followed by destroy, leave no threads, descriptors, timers, child processes and mappings behind, ' +
		'and open no connection to the network.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'live',
	isolation: 'fresh',
	calls: ['init', 'destroy'],
	deadlineMs: 60_000,
	why:
		"Falco's dry run, --list-plugins and its offline inspector load and init plugins and never open them (list_plugins.cpp, " +
		'load_plugins.cpp).',
	fix: 'Start threads and open connections in open, set_async_event_handler or capture_open, and end them in their counterparts.',
	async run(context) {
		const { plugin, settings } = context;
		const counts: ProcessResources[] = [];
		const sizes: number[] = [];
		const findings = networkFindings(context, context.resourcesBefore, 'when it is loaded', 'dlopen');
		for (let cycle = 0; cycle <= CYCLES; cycle++) {
			const before = context.resources();
			const { state } = await plugin.init(settings.config);
			if (cycle === 0) findings.push(...networkFindings(context, before, 'in init', 'plugin_init'));
			await plugin.destroy(state);
			counts.push(context.resources());
			sizes.push(context.anonymousBytes());
		}
		return judged(
			[
				...findings,
				...leftOver(counts, 'init and destroy', 'plugin_destroy'),
				...leftMemory(sizes, 'init and destroy', 'plugin_destroy'),
			],
			`${CYCLES} rounds of init and destroy`,
		);
	},
});

function networkFindings(
	{ resources, networkSockets }: LiveContext,
	before: ProcessResources,
	when: string,
	call: string,
): FindingDraft[] {
	const known = new Set(before.descriptors.values());
	const opened = [...resources().descriptors.values()].flatMap((target) =>
		known.has(target) ? [] : (/^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []),
	);
	if (opened.length === 0) return [];
	const network = networkSockets();
	const sockets = opened.filter((inode) => network.has(inode));
	if (sockets.length === 0) return [];
	return [
		{
			severity: 'warning',
			message: `the plugin opens a connection to the network ${when}`,
			call,
			expected: 'no connection before open',
			observed: sockets.length === 1 ? 'a TCP or UDP socket' : `${sockets.length} TCP or UDP sockets`,
		},
	];
}
