import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** What this process holds of the system. */
export interface ProcessResources {
	/** Name by thread id. */
	threads: ReadonlyMap<number, string>;
	/** Target by descriptor, such as `socket:[1234]` or `anon_inode:[eventfd]`. */
	descriptors: ReadonlyMap<number, string>;
	/** Command name by process id. */
	children: ReadonlyMap<number, string>;
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
	return { threads, descriptors, children };
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
