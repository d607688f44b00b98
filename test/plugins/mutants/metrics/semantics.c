/* SPDX-License-Identifier: Apache-2.0 */
/* Calls a number that goes up and down monotonic. */
#define GOOD_METRICS 1
#define PK_OVERRIDE_FILL_METRICS
#include "../../good/good.c"

static void pk_fill_metrics(struct good_state *state) {
	good_fill_metrics(state);
	state->metrics[1].type = SS_PLUGIN_METRIC_TYPE_MONOTONIC;
}
