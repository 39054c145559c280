/**
 * Bundles that renew the whole software of a pump: how one is made, and whether one may be installed.
 *
 * <p>Decides what is genuine, whole, newer and made for this board. Leaves to others whether there is a therapy, where
 * a bundle comes from, and the writing of it (docs/update.md). Nothing here runs while the pump doses, and nothing of a
 * bundle is believed before the signature over it was found good. Any thread.
 */
@NullMarked
package org.steadyflow.firmware.update;

import org.jspecify.annotations.NullMarked;
