/* SPDX-License-Identifier: Apache-2.0 */
/* Has a value type that the API does not know. */
#define GOOD_METRICS 1
#define PK_OVERRIDE_FILL_METRICS
#include "../../good/good.c"

static void pk_fill_metrics(struct good_state *state) {
	good_fill_metrics(state);
	state->metrics[1].value_type = (ss_plugin_metric_value_type)9;
}
