/** What a live check works with; filled in with the call layer. */
export interface LiveContext {
	readonly seed: number;
}
