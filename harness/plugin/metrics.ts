import { intOutput } from '../memory/outputs.ts';
import { readMemory } from '../memory/safe-read.ts';
import type { MetricReading, MetricsReading } from '../record.ts';
import type { Plugin } from './plugin.ts';
import { textAt } from './texts.ts';

const METRIC_SIZE = 32;
const MAX_METRICS = 4_096;

/** get_metrics with a poisoned count (Falco presets it to 0), and a safe copy of the array. */
export async function getMetrics(plugin: Plugin, state: bigint): Promise<MetricsReading | null> {
	if (!plugin.exports('get_metrics')) return null;
	const { arena } = plugin.surroundings;
	const mark = arena.mark();
	const count = intOutput(arena, 'count');
	const array = await plugin.invoke('get_metrics', [state, count.address]);
	const written = plugin.stored('get_metrics', count);
	arena.reset(mark);
	const wanted = written.written ? written.value >>> 0 : 0;
	if (wanted === 0) return { count: written, array, metrics: [] };
	const read = readMemory(array, Math.min(wanted, MAX_METRICS) * METRIC_SIZE);
	if (read.kind === 'fault') return { count: written, array, metrics: undefined };
	const bytes = Buffer.from(read.bytes);
	const metrics = Array.from({ length: bytes.length / METRIC_SIZE }, (_, index): MetricReading => {
		const entry = bytes.subarray(index * METRIC_SIZE, (index + 1) * METRIC_SIZE);
		return {
			name: textAt(entry.readBigUInt64LE(0)),
			type: entry.readInt32LE(8),
			value: entry.readBigUInt64LE(16),
			valueType: entry.readInt32LE(24),
		};
	});
	return { count: written, array, metrics };
}
