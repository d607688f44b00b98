import { type FieldName, newestLayout, type StructName } from '../abi/structs.ts';

/** A member's value: a number or address, or the bytes of a nested struct. */
export type MemberValue = bigint | number | Uint8Array;

/** The bytes of a struct of the newest API with these members, all others zero. */
export function structBytes<S extends StructName>(name: S, values: Partial<Record<FieldName<S>, MemberValue>>): Buffer {
	const layout = newestLayout(name);
	const bytes = Buffer.alloc(layout.size);
	for (const [member, value] of Object.entries(values) as [FieldName<S>, MemberValue][]) {
		const { offset, size } = layout.fields[member];
		if (value instanceof Uint8Array) bytes.set(value, offset);
		else if (size === 8) bytes.writeBigUInt64LE(BigInt.asUintN(64, BigInt(value)), offset);
		else bytes.writeUInt32LE(Number(value) >>> 0, offset);
	}
	return bytes;
}
