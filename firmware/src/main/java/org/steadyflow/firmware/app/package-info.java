/**
 * The programs of the pump as it stands at the bedside: {@code steadyflow control}, {@code panel}, {@code link} and
 * what a person asks of them at a terminal.
 *
 * <p>Decides how a process is told what it is (a configuration file, and the command line above it), and with which
 * code it ends. Wires the other rooms together and leaves everything else to them; nothing imports this one. Each
 * program runs on the main thread.
 */
@NullMarked
package org.steadyflow.firmware.app;

import org.jspecify.annotations.NullMarked;
