/**
 * What happened, kept so that nobody has to trust anybody: append-only segments of JSON lines, each line with a
 * checksum and the hash of the line before it.
 *
 * <p>Decides what a line looks like, when it is durable, how long it is kept, and what counts as damage. Leaves to
 * others which events there are ({@code telemetry.message}), when they are committed and what to do when that fails.
 *
 * <p>One thread writes. Readers may be other threads or other processes; they take no lock and stop nothing.
 */
@NullMarked
package org.steadyflow.telemetry.journal;

import org.jspecify.annotations.NullMarked;
