/**
 * The pump's own software, from the prescription to the bedside panel. Imports hal and, of telemetry, the contracts.
 */
@NullMarked
package org.steadyflow.firmware;

import org.jspecify.annotations.NullMarked;
