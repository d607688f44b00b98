import { hostAddress } from '../native/host-library.ts';
import type { PostedThread } from '../native/posted-thread.ts';
import { callId } from '../protocol/call-ids.ts';

/**
 * Overwrites the stack below the calls of the plugin's thread, as the next functions of a host do. Only frames of calls that
 * have returned change.
 */
export async function churnStack(thread: PostedThread): Promise<void> {
	await thread.call(callId('worker'), hostAddress('nh_overwrite_stack'));
}
