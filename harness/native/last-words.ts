import koffi from 'koffi';
import { hostLibrary } from './host-library.ts';

/**
 * Lets the process say what it knows before it ends of what a plugin did: a fatal signal, `exit`, or the parent's patience
 * with a call. The dying thread waits for `speak` for two seconds at most. Nothing is heard of an end that no handler sees,
 * such as `_exit`. Once a process.
 */
export function onLastWords(speak: () => Promise<void>): void {
	const library = hostLibrary();
	const fd = library.nh_last_words_fd();
	if (fd < 0) throw new Error(`the native host has no descriptor for last words: errno ${-fd}`);
	const poll = koffi.node.poll(fd, { readable: true }, () => {
		poll.close();
		speak().finally(() => library.nh_last_words_said());
	});
	poll.unref();
}
