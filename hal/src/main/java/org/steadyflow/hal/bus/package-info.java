/**
 * What a chip's driver talks through: a serial line, an I2C bus, single lines in and out, a tone. Adapters to a
 * Raspberry Pi, register-level emulators and a bus over a socket stand behind the same seams.
 *
 * <p>Decides nothing. No call throws for what happens on a wire: every fault is a value. Each interface says which
 * thread may call it.
 */
@NullMarked
package org.steadyflow.hal.bus;

import org.jspecify.annotations.NullMarked;
