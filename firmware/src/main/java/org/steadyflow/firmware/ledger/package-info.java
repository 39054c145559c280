/**
 * Where authority is kept, and how a start finds out what happened before it.
 *
 * <p>Decides the form of the ledger's records on the disk and in the memory chip, which of them to believe, and how
 * journal and ledger fold into the state before the first tick. Leaves settling from the encoder to core, and when to
 * write to control. Writes through the Storage seam and a seam of bytes at addresses; one thread for each store.
 */
@NullMarked
package org.steadyflow.firmware.ledger;

import org.jspecify.annotations.NullMarked;
