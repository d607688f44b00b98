/* SPDX-License-Identifier: Apache-2.0 */
/* Counts three metrics and has none. */
#define GOOD_METRICS 1
#define PK_OVERRIDE_GET_METRICS
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_metric *plugin_get_metrics(ss_plugin_t *s, uint32_t *n) {
	(void)s;
	*n = 3;
	return NULL;
}
