/* SPDX-License-Identifier: Apache-2.0 */
/* Takes it that there is an instance to close. */
#define PK_OVERRIDE_CLOSE
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT void plugin_close(ss_plugin_t *s, ss_instance_t *h) {
	((volatile struct good_instance *)h)->calls = 0;
	good_close(good_state_of(s), h);
}
