/** What happened, kept and sent: journal, link, broker, pharmacy. Imports nothing else of ours. */
@NullMarked
package org.steadyflow.telemetry;

import org.jspecify.annotations.NullMarked;
