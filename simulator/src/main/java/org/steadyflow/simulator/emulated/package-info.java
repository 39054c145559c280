/**
 * The lines of an emulated board as a board opens them: in this process, or of a world in another one. The serial port
 * is a real pseudo-terminal either way, opened by the library that opens a Raspberry Pi's.
 *
 * <p>Decides nothing. Threads as the seams of the buses say.
 */
@NullMarked
package org.steadyflow.simulator.emulated;

import org.jspecify.annotations.NullMarked;
