// How long compiled conditions take over a columnar batch, as ratios to a hand-written loop that does the same
// comparisons. Usage: node test/bench/rules.ts [--json]

import type { Condition } from '../../src/rules/condition/ast.ts';
import { CandidateIndex } from '../../src/rules/condition/candidates.ts';
import { compileCondition } from '../../src/rules/condition/compile.ts';
import type { Evaluate } from '../../src/rules/condition/evaluators.ts';
import { parseCondition } from '../../src/rules/condition/parse.ts';
import { bytesColumn, type EventBatch } from '../../src/rules/fields/batch.ts';
import type { FieldClass } from '../../src/rules/fields/field.ts';
import { memoryBatch } from '../../src/rules/fields/memory-batch.ts';
import { FieldTable } from '../../src/rules/fields/table.ts';
import { toBytes } from '../../src/rules/values/byte-text.ts';

const EVENTS = 4096;
const FIELDS = 10;
const PAIRS = 9;
const COUNTS = [1, 20, 200, 1000];
/** Comparisons that one measurement makes at least, so that the clock's grain does not matter. */
const COMPARISONS = 1_000_000;

/** The rules that are measured, and how many comparisons each makes for an event that it does not match. */
const SHAPES: Record<string, { comparisons: number; condition: (rule: number) => string }> = {
	'stops at the first comparison': {
		comparisons: 1,
		condition: (rule) => `b.f0 = Name${rule} and b.f1 = x and b.f2 = y`,
	},
	'makes all three comparisons': {
		comparisons: 3,
		condition: (rule) => `b.f${rule % FIELDS} = Name${rule} or b.f1 = Other${rule} or b.f2 = More${rule}`,
	},
	'asks for membership in 20 values': {
		comparisons: 1,
		condition: (rule) => `b.f0 in (${Array.from({ length: 20 }, (_, index) => `Name${rule}x${index}`).join(', ')})`,
	},
};

interface Row {
	shape: string;
	rules: number;
	/** Nanoseconds for a comparison. */
	engine: number;
	loop: number;
	ratio: number;
	/** Nanoseconds for an event when an index finds the rules that may match first. */
	indexedEvent: number;
	/** Bytes of heap that the engine took for an event, garbage included. */
	heapPerEvent: number;
}

const owner: FieldClass = {
	name: 'bench',
	fields: Array.from({ length: FIELDS }, (_, index) => ({ name: `b.f${index}`, type: 'string', isList: false })),
};
const fields = new FieldTable([owner]);
for (const { name } of owner.fields) fields.lookup(name);
const events = Array.from(
	{ length: EVENTS },
	(_, event) =>
		({ fieldId }: { fieldId: number }) =>
			`Nam${fieldId}-${(event * 7919) % 997}`,
);
const batch = memoryBatch(fields.refs, events);

const rows = Object.keys(SHAPES).flatMap((shape) => COUNTS.map((rules) => measure(shape, rules)));
if (process.argv.includes('--json')) {
	process.stdout.write(`${JSON.stringify({ events: EVENTS, pairs: PAIRS, rows }, undefined, '\t')}\n`);
} else {
	for (const { shape, rules, engine, loop, ratio, indexedEvent, heapPerEvent } of rows) {
		process.stdout.write(
			`${shape.padEnd(34)} ${String(rules).padStart(5)} rules  engine ${engine.toFixed(1).padStart(6)} ns  ` +
				`loop ${loop.toFixed(1).padStart(6)} ns  ratio ${ratio.toFixed(2)}  ` +
				`indexed ${indexedEvent.toFixed(0).padStart(5)} ns/event  heap ${heapPerEvent.toFixed(2)} B/event\n`,
		);
	}
}

function measure(shape: string, rules: number): Row {
	const { comparisons, condition } = SHAPES[shape] as (typeof SHAPES)[string];
	const conditions = Array.from({ length: rules }, (_, rule) => condition(rule));
	const parsed = conditions.map(parse);
	const compiled = parsed.map(compile);
	const index = new CandidateIndex(parsed, fields);
	const constants = conditions.flatMap((text) => constantsOf(text).slice(0, comparisons));
	const passes = Math.max(1, Math.ceil(COMPARISONS / (EVENTS * rules * comparisons)));
	const perComparison = passes * EVENTS * rules * comparisons;

	const engineTimes: number[] = [];
	const loopTimes: number[] = [];
	const ratios: number[] = [];
	const indexedTimes: number[] = [];
	let heap = 0;
	for (let pair = -2; pair < PAIRS; pair++) {
		const before = process.memoryUsage().heapUsed;
		const engine = time(() => evaluateAll(compiled, batch, passes)) / perComparison;
		const taken = process.memoryUsage().heapUsed - before;
		const loop = time(() => compareAll(constants, batch, passes)) / perComparison;
		const indexed = time(() => evaluateIndexed(index, compiled, batch, passes * 10)) / (passes * 10 * EVENTS);
		if (pair < 0) continue;
		indexedTimes.push(indexed);
		engineTimes.push(engine);
		loopTimes.push(loop);
		ratios.push(engine / loop);
		heap += Math.max(0, taken) / (passes * EVENTS) / PAIRS;
	}
	return {
		shape,
		rules,
		engine: median(engineTimes),
		loop: median(loopTimes),
		ratio: median(ratios),
		indexedEvent: median(indexedTimes),
		heapPerEvent: heap,
	};
}

function parse(text: string): Condition {
	const parsed = parseCondition(text);
	if (parsed.kind === 'error') throw new Error(parsed.message);
	return parsed.ast;
}

function compile(condition: Condition): Evaluate {
	const compiled = compileCondition(condition, fields);
	if (compiled.kind === 'error') throw new Error(compiled.message);
	return compiled.evaluate;
}

function evaluateAll(rules: readonly Evaluate[], batch: EventBatch, passes: number): number {
	let matches = 0;
	for (let pass = 0; pass < passes; pass++) {
		for (let event = 0; event < batch.size; event++) {
			for (const evaluate of rules) if (evaluate(batch, event)) matches++;
		}
	}
	return matches;
}

function evaluateIndexed(index: CandidateIndex, rules: readonly Evaluate[], batch: EventBatch, passes: number): number {
	let matches = 0;
	for (let pass = 0; pass < passes; pass++) {
		for (let event = 0; event < batch.size; event++) {
			const count = index.find(batch, event);
			for (let at = 0; at < count; at++) if (rules[index.found[at] as number]?.(batch, event)) matches++;
		}
	}
	return matches;
}

interface Constant {
	slot: number;
	bytes: Uint8Array;
}

function constantsOf(text: string): Constant[] {
	return [...text.matchAll(/b\.f(\d) (?:=|in) \(?([^ ,]+)/g)].map(([, slot, value]) => ({
		slot: Number(slot),
		bytes: toBytes(value ?? ''),
	}));
}

/** What a programmer would write for these conditions: straight to the bytes, no closures. */
function compareAll(constants: readonly Constant[], batch: EventBatch, passes: number): number {
	let matches = 0;
	for (let pass = 0; pass < passes; pass++) {
		for (let event = 0; event < batch.size; event++) {
			for (const { slot, bytes } of constants) {
				const column = bytesColumn(batch, slot);
				if (column.present[event] === 0) continue;
				const start = column.starts[event] as number;
				if ((column.ends[event] as number) - start !== bytes.length) continue;
				let index = 0;
				while (index < bytes.length && column.bytes[start + index] === bytes[index]) index++;
				if (index === bytes.length) matches++;
			}
		}
	}
	return matches;
}

function time(work: () => number): number {
	const start = process.hrtime.bigint();
	if (work() !== 0) throw new Error('nothing should match');
	return Number(process.hrtime.bigint() - start);
}

function median(values: readonly number[]): number {
	return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] as number;
}
