/**
 * The contract of journal and wire: flat records, the unit last in every field name, one schema version for all.
 *
 * <p>Decides names, units and ranges; knows neither files nor networks. Immutable values; any thread.
 */
@NullMarked
package org.steadyflow.telemetry.message;

import org.jspecify.annotations.NullMarked;
