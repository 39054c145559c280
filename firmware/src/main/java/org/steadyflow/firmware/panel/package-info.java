/**
 * The bedside panel: a web page on loopback for the kiosk browser, and the client of the operator socket behind it.
 *
 * <p>Decides what a person sees and in which words, and when what is shown is too old to be believed. Leaves every
 * decision about the infusion to the pump: the page never shows that a key worked before a status of the pump says so.
 *
 * <p>Each HTTP request and each event stream has a virtual thread of its own; each connection to the pump has one that
 * reads and one that connects again.
 */
@NullMarked
package org.steadyflow.firmware.panel;

import org.jspecify.annotations.NullMarked;
