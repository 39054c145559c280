/**
 * What the tick needs of Linux and Java does not offer: sleep until an instant, real-time priority, a core of its own,
 * locked memory, and word to the service manager. By the foreign function interface, on x86-64 and aarch64.
 *
 * <p>Decides nothing about the pump. Each right that is missing is one sentence, and the caller goes on without it. The
 * calls act on the thread that makes them, but for the lock on memory, which holds for the process.
 */
@NullMarked
package org.steadyflow.firmware.realtime;

import org.jspecify.annotations.NullMarked;
