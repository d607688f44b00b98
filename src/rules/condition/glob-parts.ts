import type { ByteText } from '../values/byte-text.ts';

/** What every text that fits a shell pattern has in it. */
export interface GlobPart {
	readonly operator: 'startswith' | 'endswith' | 'contains' | 'icontains';
	readonly constant: ByteText;
}

/** The runs of ordinary bytes of a pattern, with their places at its ends; none where it has sets or escapes. */
export function globParts(pattern: ByteText, { foldCase }: { readonly foldCase: boolean }): GlobPart[] {
	if (/[[\\]/.test(pattern)) return [];
	const runs = pattern.split(/[*?]+/);
	return runs.flatMap((constant, index): GlobPart[] => {
		if (constant === '') return [];
		if (foldCase) return [{ operator: 'icontains', constant }];
		if (index === 0) return [{ operator: 'startswith', constant }];
		return [{ operator: index === runs.length - 1 ? 'endswith' : 'contains', constant }];
	});
}
