/**
 * What a wrong dose would do to a patient: the kinetics of three opioids and their effect on breathing, to show and
 * never to judge by. An illustration, not clinical; nothing of it reaches the pump.
 *
 * <p>Decides how much of a drug is where. Leaves to others what was given and when. Pure arithmetic, one thread.
 */
@NullMarked
package org.steadyflow.simulator.patient;

import org.jspecify.annotations.NullMarked;
