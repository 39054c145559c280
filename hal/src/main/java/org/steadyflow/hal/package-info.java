/** The hardware abstraction layer. Imports nothing else of ours. */
@NullMarked
package org.steadyflow.hal;

import org.jspecify.annotations.NullMarked;
