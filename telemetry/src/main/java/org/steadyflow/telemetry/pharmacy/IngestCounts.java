package org.steadyflow.telemetry.pharmacy;

/**
 * How the ingest does, since this process started.
 *
 * @param waiting messages not yet looked at
 * @param refused messages that were malformed or beyond a limit
 * @param dropped messages for which there was no room
 * @param failed messages that the store did not take
 */
record IngestCounts(int waiting, long refused, long dropped, long failed) {}
