/**
 * Measures how punctual the tick is, beside cyclictest on the same machine at the same time.
 *
 * <p>Decides what is compared with what and what may be judged. The pump that ticks, and the neighbour that disturbs
 * it, are processes of their own. The thread of the command runs it.
 */
@NullMarked
package org.steadyflow.simulator.realtime;

import org.jspecify.annotations.NullMarked;
