/**
 * The pump's world, the runs in it, and the commands that start them. Sees every other module; none of them sees it.
 */
@NullMarked
package org.steadyflow.simulator;

import org.jspecify.annotations.NullMarked;
