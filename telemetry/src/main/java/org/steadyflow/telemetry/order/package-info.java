/**
 * A clinician's order as FHIR has it, turned into the draft of a prescription.
 *
 * <p>Decides what an element of FHIR means in a prescription file, and names by its FHIR path every element that means
 * nothing there, every field that the order leaves open, and every reading that a pharmacist must confirm. It fills in
 * nothing that the order does not say: a draft with an open point carries the list in a field that no pump accepts.
 * Leaves to others whether the prescription can be delivered (the pump's reader judges), whether the dose is sensible
 * (the drug library), and the signature (a pharmacist).
 *
 * <p>The only package that knows the FHIR library, and the only one that loads it. No threads, no clock, no network;
 * any thread may call it.
 */
@NullMarked
package org.steadyflow.telemetry.order;

import org.jspecify.annotations.NullMarked;
