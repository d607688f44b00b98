// SPDX-License-Identifier: Apache-2.0
//! Capture listening: hear when events begin and cease to flow, for example to connect and disconnect.

use crate::LoginPlugin;
use falco_plugin::anyhow::Error;
use falco_plugin::listen::{CaptureListenInput, CaptureListenPlugin};

impl CaptureListenPlugin for LoginPlugin {
    /// `input.thread_pool` runs work on threads of the host. Falco has none and refuses it up to 0.44.
    fn capture_open(&mut self, _input: &CaptureListenInput) -> Result<(), Error> {
        self.capturing = true;
        self.counters.captures_opened.add(1);
        log::debug!("capture opened");
        Ok(())
    }

    /// Falco closes also what it could not open, or did not come to.
    fn capture_close(&mut self, _input: &CaptureListenInput) -> Result<(), Error> {
        if std::mem::take(&mut self.capturing) {
            log::debug!("capture closed");
        }
        Ok(())
    }
}
