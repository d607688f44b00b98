import { type Address, libcAddress } from '../native/library.ts';
import type { PostedThread } from '../native/posted-thread.ts';
import { callId } from '../protocol/crash-page.ts';

/** A thread's cache of the C library holds seven blocks of a size. */
const BLOCKS = 8;
const FILL = 0xc7;
const SMALL = [24, 40, 72, 136, 264, 520, 1032];

/**
 * Takes some blocks of each size from the heap, overwrites them and gives them back, on the thread that the plugin is
 * called on, since freed blocks are kept per thread. Only memory that the plugin had freed changes.
 *
 * @param sizes in bytes, beside some small ones
 */
export async function churnHeap(thread: PostedThread, sizes: readonly number[]): Promise<void> {
	const call = (fn: Address, ...args: (bigint | number)[]) => thread.call(callId('worker'), fn, args);
	const [malloc, memset, free] = [libcAddress('malloc'), libcAddress('memset'), libcAddress('free')];
	const wanted = [...new Set([...SMALL, ...sizes])].flatMap((size) => Array<number>(BLOCKS).fill(size));
	const blocks: Address[] = [];
	for (const size of wanted) {
		const block = await call(malloc, size);
		blocks.push(block);
		if (block !== 0n) await call(memset, block, FILL, size);
	}
	for (const block of blocks) await call(free, block);
}
