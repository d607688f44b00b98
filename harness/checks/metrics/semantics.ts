import { METRIC_TYPES, METRIC_VALUE_TYPES } from '../../abi/enums.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { quoted } from '../../protocol/describe-text.ts';
import { utf8Of } from '../../protocol/returned-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import type { MetricReading } from '../../record.ts';
import { firstOfEach } from '../first-of-each.ts';

const call = 'plugin_get_metrics';

export default defineCheck<RecordCheck>({
	id: 'metrics.semantics',
	title: 'metrics keep their names, types and directions',
	asserts:
		'Names and types of the metrics do not change between calls, and a monotonic metric never goes down, from init over the ' +
		'batches to the time after close.',
	severity: 'warning',
	capabilities: 'all',
	profile: 'ci',
	stage: 'record',
	why: 'Falco takes the metrics at its own interval while events flow; a monotonic one becomes a Prometheus counter.',
	fix: 'Declare what can go down as SS_PLUGIN_METRIC_TYPE_NON_MONOTONIC, and give every metric from the start, as 0.',
	judge({ record, description }) {
		if (!description.exported.includes('get_metrics')) return skipped('plugin_get_metrics is not exported');
		const samples = record.metrics.flatMap(({ metrics }) => (metrics ? [metrics] : []));
		if (samples.length < 2) return skipped('the metrics could not be read twice');
		const findings = samples.slice(1).flatMap((metrics, index) => compare(samples[index] ?? [], metrics));
		return judged(firstOfEach(findings), `${samples.length} samples from init to after close`);
	},
});

function compare(before: readonly MetricReading[], after: readonly MetricReading[]): FindingDraft[] {
	const later = new Map(after.map((metric) => [utf8Of(metric.name), metric]));
	return before.flatMap((metric): FindingDraft[] => {
		const name = utf8Of(metric.name);
		if (name === undefined) return [];
		const now = later.get(name);
		const shown = quoted(name);
		if (!now) return [{ message: `the metric ${shown} vanished`, call, expected: 'the same metrics in every call' }];
		if (now.type !== metric.type || now.valueType !== metric.valueType) {
			return [
				{
					message: `the metric ${shown} changed its type`,
					call,
					expected: `type ${metric.type}, value type ${metric.valueType}`,
					observed: `type ${now.type}, value type ${now.valueType}`,
				},
			];
		}
		const [from, to] = [numberOf(metric), numberOf(now)];
		if (metric.type !== METRIC_TYPES.MONOTONIC || from === undefined || to === undefined || to >= from) return [];
		return [
			{
				message: `the monotonic metric ${shown} went down`,
				call,
				expected: `at least ${from}`,
				observed: String(to),
			},
		];
	});
}

function numberOf({ valueType, value }: MetricReading): bigint | number | undefined {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64LE(value);
	switch (valueType) {
		case METRIC_VALUE_TYPES.u32:
			return bytes.readUInt32LE(0);
		case METRIC_VALUE_TYPES.s32:
		case METRIC_VALUE_TYPES.i:
			return bytes.readInt32LE(0);
		case METRIC_VALUE_TYPES.u64:
			return value;
		case METRIC_VALUE_TYPES.s64:
			return bytes.readBigInt64LE(0);
		case METRIC_VALUE_TYPES.d:
			return bytes.readDoubleLE(0);
		case METRIC_VALUE_TYPES.f:
			return bytes.readFloatLE(0);
		default:
			return undefined;
	}
}
