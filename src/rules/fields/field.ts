import type { ByteText } from '../values/byte-text.ts';
import type { ValueType } from '../values/value-type.ts';

/** What a field says of the argument in its brackets. Without `isIndex` and `isKey` none is allowed. */
export interface ArgumentDefinition {
	readonly isRequired: boolean;
	readonly isIndex: boolean;
	readonly isKey: boolean;
}

/** A field as its class declares it. */
export interface FieldDefinition {
	readonly name: string;
	readonly type: ValueType;
	readonly isList: boolean;
	readonly argument?: ArgumentDefinition | undefined;
	/** Whether Falco may append the field to the outputs of its source (`suggested_output`). */
	readonly addOutput?: boolean | undefined;
}

/** A group of fields that one thing provides: the built-in `evt` class, `static`, or a plugin. */
export interface FieldClass {
	readonly name: string;
	/** Built-in classes know no arguments: to them a bracket is part of a name that nobody has. */
	readonly isBuiltIn?: boolean;
	/** In the provider's own order: the place of a field is its field id in the plugin API. */
	readonly fields: readonly FieldDefinition[];
}

/** The argument of a field as a plugin gets it: an index, a key, or both. */
export interface FieldArgument {
	readonly text: ByteText;
	/** `arg_index`; `undefined` stands for 2^64-1. */
	readonly index: bigint | undefined;
	/** `arg_key`; `undefined` stands for NULL. */
	readonly key: ByteText | undefined;
}

/** One readable thing of an event: a field with its argument, numbered within a `FieldTable`. */
export interface FieldRef {
	/** The place of this field's column in every batch that belongs to the table. */
	readonly slot: number;
	readonly owner: FieldClass;
	/** The place of the definition in its class. */
	readonly fieldId: number;
	readonly definition: FieldDefinition;
	readonly argument: FieldArgument | undefined;
	/** `name` or `name[argument]`. */
	readonly text: ByteText;
}
