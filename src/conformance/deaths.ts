import { API_FUNCTIONS } from '../../harness/abi/symbols.ts';
import { CLOSED_DESCRIPTOR_EXIT } from '../../harness/protocol/exit-codes.ts';
import type { FindingDraft } from '../../harness/protocol/verdict.ts';
import type { HostEnd, ThreadStack } from '../host-process/host-end.ts';
import { readPrintedTrace } from '../host-process/printed-trace.ts';

/** What the end of a host child means for the check that was running in it. */
export type Death =
	| { kind: 'none' }
	| { kind: 'interrupted' }
	| {
			kind: 'crash' | 'hang' | 'exit';
			/** The API function that it died in, or undefined between calls. */
			call: string | undefined;
			/** The function that may be to blame where the plugin's own thread died. */
			suspect: string | undefined;
			draft: FindingDraft;
	  };

/** The C function that an author knows it by; what the host does itself (dlopen, reading a batch) has no prefix. */
const display = (call: string) => (call in API_FUNCTIONS ? `plugin_${call}` : call);

function framesOf(stack: ThreadStack): string {
	const lines = stack.frames.slice(0, 16).map((frame, index) => {
		const place = frame.symbol ? `${frame.symbol}+0x${frame.offset.toString(16)}` : `+0x${frame.offset.toString(16)}`;
		return `  #${index} ${place} (${frame.module})${frame.source ? ` at ${frame.source}` : ''}`;
	});
	return [`thread ${stack.thread}${stack.isPluginThread ? ' (the host called the plugin on it)' : ''}:`, ...lines].join(
		'\n',
	);
}

/** Puts the end of a host child into words. */
export function deathOf(end: HostEnd): Death {
	switch (end.kind) {
		case 'completed':
			return { kind: 'none' };
		case 'interrupted':
			return { kind: 'interrupted' };
		case 'crashed': {
			const inCall = end.call !== null && (end.stack === undefined || end.stack.isPluginThread);
			const foreign = end.stack !== undefined && !end.stack.isPluginThread;
			const place = inCall
				? `in ${display(end.call ?? '')}`
				: foreign
					? `in a thread of the plugin${end.call ? ` while ${display(end.call)} ran` : ''}`
					: end.lastCall
						? `after ${display(end.lastCall)} had returned`
						: 'before any call';
			const printed = end.output.stderr.trim();
			return {
				kind: 'crash',
				call: inCall ? (end.call ?? undefined) : undefined,
				suspect: end.call ?? end.lastCall ?? undefined,
				draft: {
					message: `the plugin died of ${end.signal} ${place}`,
					...(end.call || end.lastCall ? { call: display(end.call ?? end.lastCall ?? '') } : {}),
					expected: 'the call returns; an error is told by its result and get_last_error',
					observed: end.fault ? `${end.signal}, ${end.fault}` : end.signal,
					evidence: [...(end.stack ? [framesOf(end.stack)] : []), ...printedEvidence(printed)].join('\n'),
				},
			};
		}
		case 'exited': {
			if (end.code === CLOSED_DESCRIPTOR_EXIT && end.call === null) return closedDescriptor(end.lastCall);
			const place = end.call ? `in ${display(end.call)}` : 'outside any call';
			const printed = end.output.stderr.trim();
			return {
				kind: 'exit',
				call: end.call ?? undefined,
				suspect: end.call ?? undefined,
				draft: {
					message: `the plugin ended the process ${place} with exit code ${end.code}`,
					...(end.call ? { call: display(end.call) } : {}),
					expected: 'the call returns; only the host ends its process',
					observed: `exit code ${end.code}`,
					...(printed ? { evidence: printedEvidence(printed).join('\n') } : {}),
				},
			};
		}
		case 'hung': {
			const waited = `${(end.waitedMs / 1000).toFixed(1)} s`;
			const inCall = end.call === null ? 'between calls' : `in ${display(end.call)}`;
			const plugin = end.stacks.filter((stack) => stack.isPluginThread);
			const others = end.stacks.filter(
				(stack) => !stack.isPluginThread && stack.frames.some(({ inPlugin }) => inPlugin),
			);
			return {
				kind: 'hang',
				call: end.call ?? undefined,
				suspect: end.call ?? undefined,
				draft: {
					message: `no return ${inCall} for ${waited}`,
					...(end.call ? { call: display(end.call) } : {}),
					expected: 'the call returns within its limit',
					observed: `still running after ${waited}`,
					evidence: [...plugin, ...others].map(framesOf).join('\n'),
				},
			};
		}
	}
}

function closedDescriptor(lastCall: string | null): Death {
	const call = lastCall ?? undefined;
	return {
		kind: 'exit',
		call,
		suspect: call,
		draft: {
			message: `${call === undefined ? 'the plugin' : display(call)} closed a descriptor of the host`,
			...(call === undefined ? {} : { call: display(call) }),
			expected: 'only what the plugin has opened is closed, and once',
			observed: 'a descriptor that was open before the plugin was loaded is closed, or is another file now',
			fix: 'Close a descriptor once, set the variable to -1 then, and compare with -1, not with 0, before you close.',
		},
	};
}

/** What the plugin printed before its end: in short where it is the trace of a runtime, as it is otherwise. */
function printedEvidence(printed: string): string[] {
	if (printed === '') return [];
	const trace = readPrintedTrace(printed);
	if (!trace) return [`printed by the plugin:\n${firstLines(printed, 12)}`];
	const places = trace.places.map((place) => `\n    at ${place}`).join('');
	return [`printed by the plugin (${trace.runtime}):\n  ${trace.headline.slice(0, 300)}${places}`];
}

function firstLines(text: string, count: number): string {
	return text
		.split('\n')
		.slice(0, count)
		.map((line) => `  ${line.slice(0, 300)}`)
		.join('\n');
}
