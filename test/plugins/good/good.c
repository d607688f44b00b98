/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The good plugin: a plugin without a fault, from which all other test plugins are made.
 *
 * Clean variants are this file with -D flags (parts/knobs.h). A mutant is a file that includes this one and replaces
 * one thing:
 *
 *   #define PK_OVERRIDE_NEXT_BATCH                 // leaves plugin_next_batch out
 *   #include "../good/good.c"
 *   FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t *s, ss_instance_t *h, uint32_t *n,
 *                                                      ss_plugin_event ***evts) {
 *           ss_plugin_rc rc = good_next_batch(good_state_of(s), h, n, evts);  // the good one is still there
 *           ...
 *   }
 *
 * In the same way every inner step `good_x` that parts/hooks.h lists is called through `pk_x`: a mutant defines
 * PK_OVERRIDE_X and then its own `static ... pk_x(...)`.
 */
#include <falco_plugin.h>

#include "parts/knobs.h"
#include "parts/state.h"
#include "parts/hooks.h"

#include "parts/config.h"
#include "parts/event.h"
#include "parts/source.h"
#include "parts/extract.h"
#include "parts/table.h"
#include "parts/parse.h"
#include "parts/async.h"
#include "parts/metrics.h"
#include "parts/life.h"

#include "parts/exports.h"
