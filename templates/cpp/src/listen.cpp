// SPDX-License-Identifier: Apache-2.0
// Capture listening: hear when events begin and cease to flow, for example to connect and disconnect.
#include "plugin.hpp"

FALCO_PLUGIN_LISTENING(plugin);

void plugin::capture_open() {
	capturing_ = true;
	counters_.captures_opened.fetch_add(1, std::memory_order_relaxed);
	debug("capture opened");
}

void plugin::capture_close() {
	// Falco closes also what it could not open, or did not come to.
	if (!capturing_) return;
	capturing_ = false;
	debug("capture closed");
}
