/**
 * Bounds for foreign text, far above any real rules file. Depth is Falco's own (yaml-cpp gives up at 500 levels); nodes
 * are counted with every alias expanded, so that a few lines of aliases cannot stand for millions of values; `reread` is
 * how much is read again, in UTF-16 units, without what only the `yaml` library refuses.
 */
export const YAML_BOUNDS = { bytes: 4 * 1024 * 1024, depth: 500, nodes: 500_000, reread: 2 * 1024 * 1024 } as const;
