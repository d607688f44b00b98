const POLL_MS = 5;

/** Waits until something holds, at most so many milliseconds; says whether it came to hold. */
export async function until(holds: () => boolean, ms: number): Promise<boolean> {
	const deadline = performance.now() + ms;
	while (!holds()) {
		if (performance.now() >= deadline) return false;
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
	return true;
}
