import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** What this process holds of the system. */
export interface ProcessResources {
	/** Name by thread id. */
	threads: ReadonlyMap<number, string>;
	/** Target by descriptor, such as `socket:[1234]` or `anon_inode:[eventfd]`. */
	descriptors: ReadonlyMap<number, string>;
	/** Command name by process id. */
	children: ReadonlyMap<number, string>;
	/** How timers of the process tell that they are over, such as `signal/pid.1`, by number; none where the kernel shows none. */
	timers: ReadonlyMap<number, string>;
}

/** Reads /proc of this process; what vanishes while it is read is left out. */
export function processResources(): ProcessResources {
	const threads = new Map<number, string>();
	for (const tid of numbersIn('/proc/self/task')) {
		const name = textOf(`/proc/self/task/${tid}/comm`);
		if (name !== undefined) threads.set(tid, name.trim());
	}
	const descriptors = new Map<number, string>();
	for (const fd of numbersIn('/proc/self/fd')) {
		const target = quietly(() => readlinkSync(`/proc/self/fd/${fd}`));
		// The descriptor of the listing itself is closed again by now.
		if (target !== undefined && !target.startsWith('/proc/')) descriptors.set(fd, target);
	}
	const children = new Map<number, string>();
	for (const tid of threads.keys()) {
		for (const pid of (textOf(`/proc/self/task/${tid}/children`) ?? '').split(' ').filter(Boolean).map(Number)) {
			children.set(pid, textOf(`/proc/${pid}/comm`)?.trim() ?? '');
		}
	}
	return { threads, descriptors, children, timers: timers() };
}

function timers(): Map<number, string> {
	const blocks = (textOf('/proc/self/timers') ?? '').split(/^ID: /m).slice(1);
	return new Map(
		blocks.map((block) => [Number.parseInt(block, 10), /^notify: (.*)$/m.exec(block)?.[1] ?? ''] as const),
	);
}

/** Bytes of memory that belongs to no file and that can be written to: the heap, mappings, stacks. */
export function anonymousBytes(): number {
	let bytes = 0;
	for (const line of (textOf('/proc/self/maps') ?? '').split('\n')) {
		const [, start, end] = /^([0-9a-f]+)-([0-9a-f]+) rw\S+ 0+ 00:00 0\s*$/.exec(line) ?? [];
		if (start && end) bytes += Number.parseInt(end, 16) - Number.parseInt(start, 16);
	}
	return bytes;
}

/** Inodes of the sockets on this machine that speak TCP or UDP. */
export function networkSockets(): ReadonlySet<string> {
	const inodes = ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((name) =>
		(textOf(`/proc/self/net/${name}`) ?? '')
			.split('\n')
			.slice(1)
			.flatMap((line) => line.trim().split(/\s+/)[9] ?? []),
	);
	return new Set(inodes);
}

function numbersIn(folder: string): number[] {
	return (quietly(() => readdirSync(folder)) ?? []).map(Number).filter(Number.isInteger);
}

function textOf(path: string): string | undefined {
	return quietly(() => readFileSync(path, 'utf8'));
}

function quietly<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}
