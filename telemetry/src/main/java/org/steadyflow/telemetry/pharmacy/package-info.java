/**
 * The pharmacy's side: stores the pumps' journals, says what is missing, shows alarms to a pharmacist and carries the
 * pharmacist's answer back.
 *
 * <p>Decides when a line counts as stored, what a receipt says, when a pump is called silent, and what the console
 * shows. Leaves everything about delivery to the pump: nothing here can start, stop or change an infusion, and
 * accepting an alarm silences and clears nothing.
 *
 * <p>Threads: the MQTT client's threads only fill a bounded queue; one ingest thread empties it, stores, and sends
 * receipts; one thread beats the time (presence, repeated acceptances, silence); HTTP requests and each console's
 * stream run on virtual threads of their own.
 */
@NullMarked
package org.steadyflow.telemetry.pharmacy;

import org.jspecify.annotations.NullMarked;
