import { readFileSync, readlinkSync } from 'node:fs';
import { libcFunction } from './native/library.ts';

/** The signals that Falco itself answers (userspace/falco app/actions/create_signal_handlers.cpp). */
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGUSR1: 10, SIGTERM: 15 } as const;
const LC_ALL = 6;

const setlocale = libcFunction<(category: number, locale: null) => string>('setlocale', 'const char *', [
	'int',
	'const char *',
]);

/** What a plugin shares with its host: one text per thing, by the name that a report gives it. */
export type ProcessState = Readonly<Record<string, string>>;

function openedAs(fd: number): string {
	try {
		return readlinkSync(`/proc/self/fd/${fd}`);
	} catch {
		return 'closed';
	}
}

/** Reads what of this process a guest must leave as it is. Environment variables and limits are one entry each. */
export function processState(): ProcessState {
	const status = readFileSync('/proc/self/status', 'latin1');
	const word = (name: string) => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status)?.[1] ?? '';
	const [ignored, caught] = [BigInt(`0x${word('SigIgn')}`), BigInt(`0x${word('SigCgt')}`)];
	const state: Record<string, string> = {
		'the working directory': readlinkSync('/proc/self/cwd'),
		'the umask': word('Umask'),
		'the locale': setlocale(LC_ALL, null),
		'standard input': openedAs(0),
		'standard output': openedAs(1),
		'standard error': openedAs(2),
	};
	for (const [name, number] of Object.entries(SIGNALS)) {
		const bit = 1n << BigInt(number - 1);
		state[`the handling of ${name}`] =
			(ignored & bit) !== 0n ? 'ignored' : (caught & bit) !== 0n ? 'handled' : 'default';
	}
	for (const [name, value] of Object.entries(process.env)) state[`the environment variable ${name}`] = value ?? '';
	for (const line of readFileSync('/proc/self/limits', 'latin1').split('\n').slice(1)) {
		const [name, ...values] = line.split(/ {2,}/);
		if (name) state[`the limit "${name}"`] = values.join(' ').trim();
	}
	return state;
}
