import { Owner as NativeOwner, ownerCallbacks } from '../native/owner.ts';
import type { HostTable, TableRegistry } from '../native/table-registry.ts';
import type { StandingInputs } from './standing-inputs.ts';

/** The Falco that a plugin is given: what it may call back, and the address by which it names its owner. */
export class Owner {
	readonly native: NativeOwner = new NativeOwner();
	readonly callbacks = ownerCallbacks();
	readonly registry: TableRegistry;
	/** The structs of functions that the inputs of calls point to. */
	readonly standing: StandingInputs;
	/** libsinsp's table of threads. */
	threads: HostTable;

	constructor(standing: StandingInputs) {
		this.registry = this.native.createTables();
		this.threads = addThreads(this.registry);
		this.standing = standing;
	}

	/** As new: no plugin's tables, no script, no routines. Only when no state of the plugin uses it any more. */
	reset(): void {
		this.native.disarmAsync();
		this.native.letAsyncGo();
		this.native.scriptAsync({});
		this.native.closeRoutines();
		this.registry.reset();
		this.threads = addThreads(this.registry);
	}

	get address(): bigint {
		return this.native.address;
	}
}

/** Threads that every system has: the first process, and the one that asks. */
function addThreads(registry: TableRegistry): HostTable {
	const threads = registry.addThreads();
	for (const [tid, comm, exe] of [
		[1, 'init', '/sbin/init'],
		[process.pid, 'falco', '/usr/bin/falco'],
	] as const) {
		const entry = threads.entry(tid);
		for (const name of ['tid', 'pid', 'vtid', 'vpid']) entry.set(name, tid);
		entry.set('ptid', 0);
		entry.set('comm', comm);
		entry.set('exe', exe);
		entry.set('exe_path', exe);
	}
	return threads;
}
