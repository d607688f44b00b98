/** One frame of a native stack, symbolised by the parent from the ELF symbols of the mapped file. */
export interface NativeFrame {
	address: string;
	/** File name of the object, or `?` where the address is in none. */
	module: string;
	/** Whether the object is a plugin that was loaded on purpose. */
	inPlugin: boolean;
	symbol: string | null;
	/** Bytes from the start of the symbol, or of the module where there is no symbol. */
	offset: number;
	/** `file:line`, for frames of the plugin that have debug information. */
	source: string | null;
}

export interface ThreadStack {
	thread: string;
	isPluginThread: boolean;
	frames: readonly NativeFrame[];
}

export interface HostOutput {
	stdout: string;
	stderr: string;
}

/** How a host child ended. `call` is what it was in: an API function without prefix, `dlopen`, or null between calls. */
export type HostEnd = (
	| { kind: 'completed' }
	| { kind: 'exited'; code: number; call: string | null; lastCall: string | null }
	| {
			kind: 'crashed';
			signal: string;
			call: string | null;
			/** The last call that was finished, where it died between calls. */
			lastCall: string | null;
			/** In words: where the faulting address lies, such as `3 bytes past the end of the event`. */
			fault: string | null;
			/** The thread that crashed; undefined where the recorder had no chance to write. */
			stack: ThreadStack | undefined;
	  }
	| { kind: 'hung'; call: string | null; waitedMs: number; stacks: readonly ThreadStack[] }
	| { kind: 'interrupted' }
) & {
	output: HostOutput;
	/** Events that a native loop had delivered, to the last whole batch; 0 where there was no such loop. */
	events: number;
};
