import { describe, expect, it } from 'vitest';
import { type AlertOutput, ReaderGone } from '../../../../src/run/outputs/alert-output.ts';
import { OutputQueue, type QueueLimits } from '../../../../src/run/outputs/output-queue.ts';
import type { RunAlert } from '../../../../src/run/plan.ts';
import { someAlerts } from './some-alerts.ts';

interface Rehearsal {
	readonly queue: OutputQueue;
	readonly taken: string[];
	readonly problems: string[];
	readonly events: string[];
}

/** A queue before an output whose `send` is given. */
function rehearse(
	send: (alerts: readonly RunAlert[], call: number) => Promise<void>,
	limits: Partial<QueueLimits> = {},
): Rehearsal {
	const taken: string[] = [];
	const problems: string[] = [];
	const events: string[] = [];
	let call = 0;
	const output: AlertOutput = {
		name: 'test_output',
		batchSize: 100,
		async send(alerts) {
			await send(alerts, call++);
			taken.push(...alerts.map(({ line }) => line));
		},
		async close() {
			events.push('closed');
		},
		abandon() {
			events.push('abandoned');
		},
	};
	const queue = new OutputQueue(
		output,
		{ capacity: null, timeoutMs: 50, ...limits },
		(problem) => problems.push(problem),
		() => events.push('reader gone'),
	);
	return { queue, taken, problems, events };
}

const lines = (alerts: readonly RunAlert[]) => alerts.map(({ line }) => line);

describe('the queue of an output', () => {
	it('hands everything over in order, in batches that the output takes', async () => {
		const sizes: number[] = [];
		const { queue, taken, problems, events } = rehearse(async (alerts) => {
			sizes.push(alerts.length);
		});
		const alerts = someAlerts(250);
		await queue.push(alerts.slice(0, 120));
		await queue.push(alerts.slice(120));
		await queue.close();
		expect(taken).toEqual(lines(alerts));
		expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
		expect(problems).toEqual([]);
		expect(events).toEqual(['closed']);
	});

	it('goes on after a failure, and tells one that comes again only with its number', async () => {
		const { queue, taken, problems } = rehearse(async (_alerts, call) => {
			if (call < 3) throw new Error('it is full');
		});
		for (const alert of someAlerts(500)) await queue.push([alert]);
		await queue.close();
		expect(taken.at(-1)).toBe('alert 499');
		expect(problems).toEqual(['test_output: it is full', 'test_output: it is full (2 more times)']);
	});

	it('holds the sender up while it is full, and keeps nothing beyond that', async () => {
		const gate = Promise.withResolvers<void>();
		const { queue, taken } = rehearse(() => gate.promise, { timeoutMs: 60_000 });
		await queue.push(someAlerts(10_500));
		let passed = false;
		const held = queue.push(someAlerts(1)).then(() => {
			passed = true;
		});
		await new Promise((resolve) => setImmediate(resolve));
		expect(passed).toBe(false);
		gate.resolve();
		await held;
		await queue.close();
		expect(taken).toHaveLength(10_501);
	});

	it('no longer holds the sender up behind an output that is stuck, and counts what is lost', async () => {
		const { queue, problems, events } = rehearse(() => new Promise(() => undefined), { timeoutMs: 20 });
		await queue.push(someAlerts(10_200));
		await queue.push(someAlerts(3));
		await queue.push(someAlerts(4));
		await queue.close();
		expect(problems).toEqual([
			'test_output: has taken no alert for 20 ms (output_timeout)',
			'test_output: 10107 alerts were dropped',
		]);
		expect(events).toEqual(['abandoned', 'closed']);
	});

	it('drops what is beyond the capacity that was asked for, as Falco does', async () => {
		const gate = Promise.withResolvers<void>();
		const { queue, taken, problems } = rehearse(() => gate.promise, { capacity: 5 });
		await queue.push(someAlerts(4));
		await queue.push(someAlerts(40));
		gate.resolve();
		await queue.close();
		expect(taken.length + Number(/(\d+) alerts were dropped/.exec(problems[0] ?? '')?.[1])).toBe(44);
	});

	it('ends when nobody reads any more', async () => {
		const { queue, problems, events } = rehearse(async () => {
			throw new ReaderGone();
		});
		await queue.push(someAlerts(3));
		await queue.push(someAlerts(3));
		await queue.close();
		expect(problems).toEqual([]);
		expect(events).toEqual(['reader gone', 'closed']);
	});
});
