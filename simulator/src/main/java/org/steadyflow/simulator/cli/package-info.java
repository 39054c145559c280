/**
 * The pump command line: reads arguments, starts one run, prints what came of it.
 *
 * <p>Decides what a command is called, what it prints and with which code it ends. Leaves everything else to the rooms
 * it starts. Each command runs on the main thread.
 */
@NullMarked
package org.steadyflow.simulator.cli;

import org.jspecify.annotations.NullMarked;
