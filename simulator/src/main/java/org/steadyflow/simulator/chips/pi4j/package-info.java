/**
 * The emulated buses and pins as providers of Pi4J, so that what a Raspberry Pi's software asks of Pi4J is asked here
 * by the same calls.
 *
 * <p>Decides what Pi4J's calls mean on an emulated line, and tells faults in the words of Linux, as its own providers
 * do. Leaves to others what a line does. Whichever thread calls Pi4J; a listener is never called: lines are polled.
 */
@NullMarked
package org.steadyflow.simulator.chips.pi4j;

import org.jspecify.annotations.NullMarked;
