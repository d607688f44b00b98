/** The languages that plugin-kit knows how to build; `other` is any with a build command in plugin-kit.yaml. */
export const LANGUAGES = ['c', 'cpp', 'go', 'rust'] as const;
export type Language = (typeof LANGUAGES)[number];

/** As people write them. */
export const LANGUAGE_NAMES: Record<Language, string> = { c: 'C', cpp: 'C++', go: 'Go', rust: 'Rust' };
