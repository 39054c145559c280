/**
 * The contract of journal and wire: flat records, the unit last in every field name, one schema version for all.
 *
 * <p>Decides names, units, ranges and what a signature covers; knows no network, and no file but the pharmacy's keys.
 * Immutable values; any thread.
 */
@NullMarked
package org.steadyflow.telemetry.message;

import org.jspecify.annotations.NullMarked;
