/**
 * The simulated world: motor, cassette, fluid line, air, container, power, switches and clock, stepped every 10 ms,
 * behind the same four interfaces as a board.
 *
 * <p>Decides what physically happens and remembers it as truth, with what a person or a fault did and when. Leaves to
 * others what the pump should have made of it (the referee), when a fault strikes (a scenario) and how long a disk
 * takes (the simulation). One thread; time is an argument; every random number comes from one seed. Volumes move as
 * whole femtolitres between compartments, so that conservation is exact and not a matter of tolerance.
 */
@NullMarked
package org.steadyflow.simulator.world;

import org.jspecify.annotations.NullMarked;
