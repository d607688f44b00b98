import type { Progress } from '../conformance/options.ts';

const PHASES = {
	file: 'reading the file',
	discovery: 'loading it in a child process',
	'ordinary-run': 'living one ordinary life in Falco',
	checks: 'running the checks',
	tests: "running the author's tests",
} as const;

/**
 * How far a test run is, on standard error: one line that changes on a terminal, one line a phase elsewhere.
 */
export class TestProgress {
	readonly #mode: 'live' | 'lines' | 'silent';
	#phase = '';

	constructor(wish: 'shown' | 'silent') {
		if (wish === 'silent') this.#mode = 'silent';
		else this.#mode = process.stderr.isTTY === true ? 'live' : 'lines';
	}

	show(step: Progress): void {
		if (this.#mode === 'silent') return;
		switch (step.kind) {
			case 'phase':
				this.#phase = PHASES[step.phase];
				if (this.#mode === 'lines') process.stderr.write(`${this.#phase} ...\n`);
				else this.#line(`${this.#phase} ...`);
				break;
			case 'check':
				if (this.#mode === 'live') this.#line(`${this.#phase}: ${step.done} of ${step.total}, ${step.id}`);
				break;
		}
	}

	/** Takes the changing line away. */
	end(): void {
		if (this.#mode === 'live') process.stderr.write('\r\u001b[2K');
	}

	#line(text: string): void {
		const width = (process.stderr.columns ?? 80) - 1;
		process.stderr.write(`\r\u001b[2K${text.slice(0, width)}`);
	}
}
