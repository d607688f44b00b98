import koffi from 'koffi';
import { CRASH_PAGE_BYTES, HANG_SIGNAL } from '../protocol/crash-page.ts';
import { type HostLibrary, hostLibrary } from './host-library.ts';
import { type Address, libcAddress } from './library.ts';
import { PostedThread } from './posted-thread.ts';
import {
	type AsyncEventRecord,
	decodeAsyncEvent,
	decodeLog,
	decodeViolation,
	type LogRecord,
	type Violation,
} from './records.ts';
import { RingReader } from './ring-reader.ts';

export interface NativeHostOptions {
	/** Descriptor of the memory shared with the parent; without it the page is private to the process. */
	crumbFd?: number;
	/** `without-recorder` leaves the signals alone: under a sanitizer, which reports crashes itself. */
	crashes?: 'recorded' | 'without-recorder';
}

/** The native host of this process. There is one a process, for the life of the process. */
export class NativeHost {
	readonly library: HostLibrary;
	/** The thread that loads the plugin and makes every call of the plugin, as Falco's main thread does. */
	readonly thread: PostedThread;
	/** The page that the parent reads (crash-page.ts), as memory. */
	readonly page: ArrayBuffer;
	readonly pageAddress: Address;
	readonly #violations: RingReader;
	readonly #logs: RingReader;
	readonly #asyncEvents: RingReader;

	private constructor(library: HostLibrary, options: NativeHostOptions) {
		const error = library.nh_start(libcAddress('dlsym'), options.crumbFd ?? -1);
		if (error !== 0) throw new Error(`the native host did not start: errno ${-error}`);
		this.library = library;
		this.pageAddress = library.nh_page_address();
		this.page = koffi.view(this.pageAddress, CRASH_PAGE_BYTES);
		if (options.crashes !== 'without-recorder') library.nh_record_crashes(HANG_SIGNAL);
		this.#violations = new RingReader(library.nh_violation_ring());
		this.#logs = new RingReader(library.nh_log_ring());
		this.#asyncEvents = new RingReader(library.nh_async_ring());
		this.thread = new PostedThread('plugin');
	}

	/** Starts the native host: before the plugin is loaded, so that runtimes that handle signals chain to the recorder. */
	static start(options: NativeHostOptions = {}): NativeHost {
		return new NativeHost(hostLibrary(), options);
	}

	/** A further thread that executes posted calls, for checks about threads. At most 30. */
	createThread(name: string): PostedThread {
		return new PostedThread(name);
	}

	/** From now on async events of any length are kept whole; only where a `Collector` takes them. */
	keepWholeAsyncs(): void {
		this.library.nh_keep_whole_asyncs();
	}

	/** What plugins did to their owner that no host allows, since the last time this was asked. */
	violations(): Violation[] {
		return this.#violations.take(decodeViolation);
	}

	/** What plugins logged, since the last time this was asked. */
	logs(): LogRecord[] {
		return this.#logs.take(decodeLog);
	}

	/** What plugins sent to an async handler or wrote in dump_state, since the last time this was asked. */
	asyncEvents(): AsyncEventRecord[] {
		return this.#asyncEvents.take(decodeAsyncEvent);
	}

	/** Records that were lost because nobody took them in time: at most 1024 of each kind are kept. */
	dropped(): { violations: number; logs: number; asyncEvents: number } {
		return {
			violations: this.#violations.dropped,
			logs: this.#logs.dropped,
			asyncEvents: this.#asyncEvents.dropped,
		};
	}
}
